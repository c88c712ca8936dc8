import type { ReactNode } from 'react'
import { identityWords } from '#src/features/patient/identity.ts'
import type { Known } from '#src/lib/known.ts'
import type { AssessedPatient } from '#src/queries/types.ts'
import { Mark } from '#src/ui/mark.tsx'
import { UnknownValue } from '#src/ui/unknown-value.tsx'
import styles from '#src/features/patient/identity-banner.module.css'

export interface IdentityBannerProps {
  readonly patient: AssessedPatient
  /** The way back, the place in the list, and the neighbours. */
  readonly navigation: ReactNode
}

/** Always in view: whose record this is. */
export function IdentityBanner({ patient, navigation }: IdentityBannerProps) {
  const words = identityWords(patient)
  return (
    <header className={styles['banner']} data-patient={patient.record.identity.id}>
      <div className={styles['line']}>
        {navigation}
        <h1 className={styles['name']}>
          {words.name.kind === 'known' ? <bdi>{words.name.value}</bdi> : <UnknownValue word="name not known" reason={words.name.reason} />}
        </h1>
        <Field word="age" value={words.age} plain />
        <Field word="born" value={words.born} />
        <Field word="record number" value={words.recordNumber} />
        <Field word="diagnosis" value={words.diagnosis} plain />
        {words.cautions.length > 0 && (
          <ul className={styles['cautions']}>
            {words.cautions.map(({ kind, text }) => (
              <li key={kind} data-kind={kind}>
                {kind === 'urgent' || kind === 'deceased' || kind === 'merged' ? <Mark shape="octagon" tone="urgent" word={text} /> : text}
              </li>
            ))}
          </ul>
        )}
        <Field word="next visit" value={words.nextVisit} beside={words.visitFromToday} end />
      </div>
    </header>
  )
}

/** Known, and not missing: there is no visit. */
const NONE_BOOKED = 'none booked'

interface FieldProps {
  readonly word: string
  readonly value: Known<string>
  /** The value speaks for itself: "41 y". The word is for what is not known. */
  readonly plain?: boolean
  readonly end?: boolean
  /** What holds only today, and therefore on no sheet of paper. */
  readonly beside?: string | undefined
}

function Field({ word, value, plain = false, end = false, beside }: FieldProps) {
  return (
    <span className={styles['field']} data-end={end}>
      {value.kind === 'unknown' && value.reason === NONE_BOOKED && <span className={styles['word']}>no visit booked</span>}
      {value.kind === 'unknown' && value.reason !== NONE_BOOKED && <UnknownValue word={`${word} not known`} reason={value.reason} />}
      {value.kind === 'known' && (
        <>
          {!plain && <span className={styles['word']}>{word} </span>}
          <bdi>{value.value}</bdi>
          {beside !== undefined && <span className={styles['beside']}>, {beside}</span>}
        </>
      )}
    </span>
  )
}
