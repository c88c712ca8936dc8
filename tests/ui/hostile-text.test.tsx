import { expect, test } from 'vitest'
import { render } from 'vitest-browser-react'
import { ExplanationCard } from '#src/ui/explanation-card.tsx'
import { Notice } from '#src/ui/notice.tsx'
import { UnknownValue } from '#src/ui/unknown-value.tsx'
import { Dialog } from '#src/ui/dialog.tsx'

/** What a FHIR server may send where a name, a note or a reason is expected. */
const hostile: readonly (readonly [what: string, text: string])[] = [
  ['markup', '<img src=x onerror="document.title=\'taken\'"><script>document.title="taken"</script>'],
  ['an address that is a script', 'javascript:document.title="taken"'],
  ['a right-to-left override', 'dose \u202E0001 gm\u202C'],
  ['an unclosed right-to-left embedding', '\u202BAna 50 mg'],
  ['zero-width characters', 'An\u200Ba\u200D\uFEFF Mu\u2060ñoz'],
  ['NUL and control characters', 'Ana\u0000\u0007\u001B[31m Muñoz'],
  ['an emoji family and many combining marks', `👩‍👩‍👧‍👦 Z${'\u0336\u034A'.repeat(60)}algo`],
  ['10,000 characters without a space', 'W'.repeat(10_000)],
]

test.each(hostile)('F83: %s stands as text, makes no element, and holds the layout', async (_what, text) => {
  document.title = 'untouched'
  const screen = await render(
    <div style={{ width: '320px' }} data-testid="frame">
      <Notice tone="unknown" title={text}>
        {text}
      </Notice>
      <UnknownValue reason={text} />
      <ExplanationCard explanation={{ title: text, why: text, facts: [{ what: text, value: text, source: text }], missing: [text] }} />
    </div>,
  )
  const frame = screen.getByTestId('frame').element()
  expect(frame.querySelectorAll('img, script, iframe, a')).toHaveLength(0)
  expect(frame.textContent).toContain(text)
  expect(document.title).toBe('untouched')
  expect(frame.scrollWidth, 'nothing sticks out of 320 px').toBeLessThanOrEqual(320)
})

test('F83: a right-to-left trick in a value does not turn round what stands beside it', async () => {
  const screen = await render(
    <ExplanationCard
      explanation={{ title: 'Dose', facts: [{ what: 'order', value: '\u202E05', when: '12 Oct 2026', source: 'MedicationRequest/1' }] }}
    />,
  )
  const value = screen.getByText('\u202E05').element()
  const when = screen.getByText('12 Oct 2026').element()
  expect(getComputedStyle(value).unicodeBidi).toBe('isolate')
  expect(value.getBoundingClientRect().right).toBeLessThanOrEqual(when.getBoundingClientRect().left + 1)
})

test('F83: a title of 10,000 characters leaves the close button of a dialog in reach', async () => {
  const screen = await render(
    <Dialog title={'W'.repeat(10_000)} onClose={() => undefined}>
      <p>body</p>
    </Dialog>,
  )
  const close = screen.getByRole('button', { name: 'Close' }).element().getBoundingClientRect()
  expect(close.right).toBeLessThanOrEqual(window.innerWidth)
  expect(close.width).toBeGreaterThanOrEqual(24)
})
