/** LOINC codes of the nine questions and of the answers 0 to 3. */
export const itemCodes = ['44250-9', '44255-8', '44259-0', '44254-1', '44251-7', '44258-2', '44252-5', '44253-3', '44260-8'] as const
export const answerCodes = ['LA6568-5', 'LA6569-3', 'LA6570-1', 'LA6571-9'] as const
