import styles from '#src/ui/kbd.module.css'

/** The name of a key, beside what it does. */
export function Kbd({ children }: { readonly children: string }) {
  return <kbd className={styles['kbd']}>{children}</kbd>
}
