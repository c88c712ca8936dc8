import { Link } from 'react-router'
import { useLinks } from '#src/ui/links.tsx'
import { UnknownValue } from '#src/ui/unknown-value.tsx'
import styles from '#src/features/flags/list.module.css'

/** In place of a card that could not be drawn: whoever it is about is not lost with it. */
export function LostRow({ id, from }: { readonly id: string; readonly from: string }) {
  const links = useLinks()
  return (
    <li className={styles['lost']}>
      <UnknownValue word="this card could not be shown" reason="a fault in Remit, not in the record" />
      <Link to={links.patient(id, { from })}>Open Patient/{id}</Link>
    </li>
  )
}
