import type { PatientRecord } from '#src/clinical/facts.ts'
import { medicineOf } from '#src/clinical/medicines.ts'
import { toldAdherences, toldOutcomes, toldSources, toldStops, toldWords } from '#src/clinical/told-trial.ts'
import { DoseSteps } from '#src/features/history/dose-steps.tsx'
import { ChoiceField, TextField } from '#src/features/history/form-fields.tsx'
import { MedicineField } from '#src/features/history/medicine-field.tsx'
import { readAs, type FieldErrors, type TrialFields } from '#src/features/history/trial-fields.ts'
import { endHint, endOptions, formulationWords, options, usualDose } from '#src/features/history/trial-form-words.ts'
import type { Day } from '#src/lib/calendar.ts'
import { useDeployment } from '#src/queries/remit-context.tsx'

export interface TrialFormFieldsProps {
  readonly fields: TrialFields
  readonly errors: FieldErrors
  readonly record: PatientRecord
  readonly asOf: Day
  readonly onChange: (fields: TrialFields) => void
}

interface PartProps extends TrialFormFieldsProps {
  readonly set: (parts: Partial<TrialFields>) => void
}

/** The fields of a told trial, in the order a history is taken. */
export function TrialFormFields(props: TrialFormFieldsProps) {
  const { fields, onChange } = props
  const set = (parts: Partial<TrialFields>): void => onChange({ ...fields, ...parts })
  return (
    <>
      <WhatAndWhen {...props} set={set} />
      <HowItWent {...props} set={set} />
    </>
  )
}

function WhatAndWhen({ fields, errors, record, asOf, set }: PartProps) {
  const { clinical } = useDeployment()
  const { medicine, endKind } = fields
  const hasForms = medicine?.kind === 'agent' && (medicineOf(medicine.agent)?.doses.length ?? 0) > 1
  return (
    <>
      <MedicineField value={medicine} error={errors.medicine} onChange={(chosen) => set({ medicine: chosen })} />
      {medicine?.kind === 'agent' && hasForms && (
        <ChoiceField
          label="Form"
          field="formulation"
          value={medicine.formulation}
          options={formulationWords}
          hint="the minimum dose depends on it"
          onChange={(formulation) => set({ medicine: { ...medicine, formulation } })}
        />
      )}
      <TextField
        label="Started"
        field="from"
        value={fields.from}
        error={errors.from}
        hint={readAs(fields.from, asOf)?.words ?? 'rough is enough: spring 2019, 2019, Mar 2019'}
        onChange={(from) => set({ from })}
      />
      <ChoiceField
        label="Ended"
        field="end"
        value={endKind}
        options={endOptions}
        error={errors.end}
        onChange={(kind) => set({ endKind: kind })}
      />
      {(endKind === 'ended' || endKind === 'lasted') && (
        <TextField
          label={endKind === 'ended' ? 'Last dose' : 'How long'}
          value={fields.endText}
          hint={endHint(fields, asOf)}
          onChange={(endText) => set({ endText })}
        />
      )}
      <DoseSteps
        steps={fields.steps}
        usual={usualDose(fields, record, asOf, clinical)}
        error={errors.steps}
        asOf={asOf}
        onChange={(steps) => set({ steps })}
      />
    </>
  )
}

function HowItWent({ fields, errors, set }: PartProps) {
  return (
    <>
      <ChoiceField
        label="Taken"
        field="adherence"
        value={fields.adherence}
        options={options(toldAdherences, toldWords.adherence)}
        error={errors.adherence}
        onChange={(adherence) => set({ adherence })}
      />
      <ChoiceField
        label="Outcome"
        field="outcome"
        value={fields.outcome}
        options={options(toldOutcomes, toldWords.outcome)}
        error={errors.outcome}
        hint="scores on record in that time count before this answer"
        onChange={(outcome) => set({ outcome })}
      />
      {fields.endKind !== 'ongoing' && (
        <>
          <ChoiceField
            label="Why it ended"
            field="stop"
            value={fields.stop}
            options={options(toldStops, toldWords.stop)}
            error={errors.stop}
            onChange={(stop) => set({ stop })}
          />
          <TextField
            label="In the teller’s words"
            value={fields.stopWords}
            hint="for example: nausea"
            onChange={(stopWords) => set({ stopWords })}
          />
        </>
      )}
      <ChoiceField
        label="Who says so"
        field="source"
        value={fields.source}
        options={options(toldSources, toldWords.source)}
        error={errors.source}
        onChange={(source) => set({ source })}
      />
      <TextField label="Note" value={fields.note} onChange={(note) => set({ note })} />
    </>
  )
}
