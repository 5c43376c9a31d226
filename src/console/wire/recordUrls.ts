// src/console/wire/recordUrls.ts —— 文书和凭证的地址:opened from the desk they carry the code of a purpose, which is what the trace says

const purpose = 'purpose=handling';

/** Where the PDF of an issued paper is read. */
export const paperUrl = (caseId: string, n: number, form: string): string => `/api/cases/${caseId}/acts/${n}/papers/${form}.pdf?${purpose}`;

/** Where the receipt of an act is downloaded. */
export const receiptUrl = (caseId: string, n: number): string => `/api/cases/${caseId}/acts/${n}/receipt?${purpose}`;

/** Where all papers of the case are downloaded as one ZIP. */
export const allPapersUrl = (caseId: string): string => `/api/cases/${caseId}/papers.zip?${purpose}`;
