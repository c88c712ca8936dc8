/** Names for a caseload as mixed as a city clinic's: short, long, hyphenated, accented, with an apostrophe. */
import type { Chance } from '#mocks/people/seeded.ts'

const words = (list: string): readonly string[] => list.split(' ')

const givenNames = {
  female: words(
    'Ana Maria Grace Ruth Amina Mei Priya Sofia Hannah Olivia Zoë Chloé Inès Fatima Leila Yuki Aisha Rosa Elena Ingrid Siobhán Nora Beatriz Camila Dolores Esther Farah Greta Helena Irene Joanna Keiko Latoya Marta Nadia Odette Paula Quynh Rachel Samira Thandiwe Ursula Valentina Wanda Ximena Yasmin Zofia Margaret Linda Susan Karen Denise Tanya Crystal Heather Megan Emily Naomi Abigail Anneliese Bernadette Michelle Renée Noémie Åsa Małgorzata Lucía Mónica Teresa Gwendolyn',
  ),
  male: words(
    'James Omar Wei Luis Daniel Michael David Ahmed Kofi Tomasz Jürgen René José Andrés Håkan Seán Björn Ravi Arjun Hiroshi Minh Dmitri Ivan Carlos Diego Emeka Felix George Hassan Isaac Jamal Kevin Leon Marcus Nathan Oscar Patrick Quentin Robert Samuel Thomas Victor Walter Xavier Yusuf Zachary William Charles Frank Gerald Dennis Brian Scott Jason Tyler Ethan Noah Elijah Malik Terrence Raúl Íñigo Łukasz Søren',
  ),
  other: words('Alex Sam Robin Kai Rowan Jordan Sky Ari'),
} as const

const familyNames = [
  ...words(
    "Smith Johnson Williams Brown Jones Garcia Miller Davis Martinez Hernandez Lopez Wilson Anderson Taylor Moore Jackson Lee Perez Thompson White Harris Clark Ramirez Lewis Robinson Walker Young Allen King Wright Scott Torres Nguyen Hill Flores Green Adams Nelson Baker Hall Rivera Campbell Mitchell Carter Roberts Patel Kim Chen Wang Singh Khan Ali Hussain Cohen Levy Rossi Ferrari Schmidt Müller Weiß Jansen Nowak Kowalczyk Novák Horváth Popescu Ivanova Petrov Okafor Adeyemi Mensah Diallo Mwangi Haile Yılmaz Demir Haddad Nasser Rahman Chowdhury Tanaka Suzuki Park Tran Phạm Santos Oliveira Gonçalves Fernández Muñoz Núñez Peña Íñiguez O'Brien O’Brien O'Connor O’Neill D'Angelo N'Diaye McAllister MacDonald Ó'Súilleabháin Lindqvist Sjöberg Bjørnsen Ólafsdóttir Dubois Lefèvre Beauséjour",
  ),
  'van der Berg',
  'de la Cruz',
  'García-Márquez',
  'Smith-Jones',
  'von Hohenstein-Wittgenau',
  'Al-Rashid',
  'St. Clair',
  'Abayomi-Oyelaran',
  'Venkatanarasimharajuvaripeta',
]

export interface PersonName {
  readonly family: string
  readonly given: readonly string[]
}

export function nameFor(gender: 'female' | 'male' | 'other', chance: Chance): PersonName {
  const first = chance.oneOf(givenNames[gender])
  const family = chance.happens(0.05) ? `${chance.oneOf(familyNames)}-${chance.oneOf(familyNames)}` : chance.oneOf(familyNames)
  return { family, given: chance.happens(0.2) ? [first, chance.oneOf(givenNames[gender])] : [first] }
}
