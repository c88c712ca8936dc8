import { useParams } from 'react-router'
import { PatientActions } from '#src/features/flags/patient-actions.tsx'
import { PatientFlags } from '#src/features/flags/patient-flags.tsx'
import { PatientReviews } from '#src/features/flags/patient-reviews.tsx'
import { HistoryView } from '#src/features/history/history-view.tsx'
import { PatientPage, type PatientSlots } from '#src/features/patient/patient-page.tsx'

const slots: PatientSlots = {
  trials: (patient) => <HistoryView patient={patient} />,
  reviews: (patient) => <PatientReviews patient={patient} />,
  flags: (patient, light, chosen) => <PatientFlags patient={patient} light={light} chosen={chosen} />,
  actions: (patient) => <PatientActions patient={patient} />,
}

/** Keyed by the id: nothing of one patient's page lives on under the next. */
export function PatientRoute() {
  const { id = '' } = useParams()
  return <PatientPage key={id} id={id} slots={slots} />
}
