import { expect, test } from 'vitest'
import { guestsOf } from '#src/queries/queue.ts'
import { assessment, identity, record } from '#tests/support/builders.ts'

const handedOver = ['a', 'b', 'c'].map((id) => record({ identity: identity({ id }) }))

test('F73: of 3 patients handed over one whose record makes a rule fail is counted, and the flags of the other 2 stay', () => {
  const guests = guestsOf(handedOver, ['a', 'b', 'c'], ({ identity: { id } }) => {
    if (id === 'b') throw new TypeError('no doses')
    return assessment({ patientId: id })
  })
  expect(guests.people.map((one) => one.record.identity.id)).toEqual(['a', 'c'])
  expect(guests.unread).toEqual(['1 patient handed over to you could not be judged: a fault in Remit, not in the record'])
})

test('of 4 patients handed over one that the server did not send is counted', () => {
  const guests = guestsOf(handedOver, ['a', 'b', 'c', 'd'], ({ identity: { id } }) => assessment({ patientId: id }))
  expect(guests.people).toHaveLength(3)
  expect(guests.unread).toEqual(['1 patient handed over to you could not be read'])
})
