import type { ComponentProps } from 'react'
import { classNames } from '#src/ui/class-names.ts'
import styles from '#src/ui/button.module.css'

export interface ButtonProps extends ComponentProps<'button'> {
  /** `primary`: the one thing to do here; `quiet`: text only, in a line of text or a table head. */
  readonly look?: 'plain' | 'primary' | 'quiet'
}

/** A button. Its label is a verb. */
export function Button({ look = 'plain', type = 'button', className, ...rest }: ButtonProps) {
  return <button {...rest} type={type} className={classNames(styles['button'], styles[look], className)} />
}
