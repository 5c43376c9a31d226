// src/law/papers/sample/content.ts —— 手工文书的样例内容：an answer to everything a form asks; every word is invented (演示)
import type { Field, Particulars } from '../../particulars/field.ts';
import { askedOf } from '../../particulars/formContent.ts';
import type { Form } from '../../registers.ts';
import { officers } from './acts.ts';

const answers: Record<string, unknown> = {
  gps: '北纬41°12′08″、东经121°59′36″',
  asked: '林演示，男，公民身份号码见卷，盘山县演示镇居民',
  thirdParty: '演示镇犇河村村民委员会',
  applicant: '盘锦演示苇田农业有限公司',
  receiver: '林演示',
  agentName: '郑演示',
  keeper: '孙演示',
  basis: '《中华人民共和国行政处罚法》第五十五条',
  transferMaterials: [{ c1: '调查终结报告一份' }, { c1: '现场勘验笔录一份' }],
};

/** What a clerk would answer to one field. */
function answer(field: Field): unknown {
  if (field.key in answers) return answers[field.key];
  switch (field.kind) {
    case 'longText':
      return `${field.label}的具体内容如下，由承办人依据案卷材料填写，各项数据已经核对。`;
    case 'text':
      return field.pattern ? '334.98' : `${field.label}（演示）`;
    case 'date':
      return '2025-06-20';
    case 'minute':
      return '2025-06-18 09:30';
    case 'money':
      return 535968;
    case 'whole':
      return 7;
    case 'yes':
      return true;
    case 'choice':
      return Object.keys(field.options)[0];
    case 'person':
      return officers[0];
    case 'people':
      return officers;
    case 'evidence':
      return ['photo'];
    case 'rows':
      return [0, 1].map((i) => Object.fromEntries(field.fields.map((column) => [column.key, `${column.label}${i + 1}`])));
    default:
      throw new RangeError(`no sample for ${field.kind}`);
  }
}

/** An answer to everything the form asks. */
export const sampleContent = (form: Form): Particulars => Object.fromEntries(askedOf(form).map((field) => [field.key, answer(field)]));
