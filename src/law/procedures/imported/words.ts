// src/law/procedures/imported/words.ts —— 导入历史案卷的用语

/** The one step only this procedure has. */
export const importedSteps = { caseImported: '导入历史案卷' } as const;
