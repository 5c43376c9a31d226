// src/law/gates/signing.ts —— 谁可以做:不得为之之一,关于签字的人
import type { PlainDate } from '../../base/dates.ts';
import type { Cite } from '../articles/statutes.ts';
import { type At, formGate, gate, handlersOf, matterAct, once, type RecordedAct } from '../engine.ts';
import { investigatorsOf, openPreservation, openProposals, recusedIn } from '../facts.ts';
import { type Post, posts } from '../registers.ts';
import { type ActType, actTypes } from '../vocabulary.ts';
import { isDelegated } from './delegation.ts';

const nameOf = (at: At, id: string) => at.registers.person(id)?.name ?? id;
const names = (at: At, ids: string[]) => ids.map((id) => nameOf(at, id)).join('、');
/** Signed acts check rights on the day they happened and on the day they are recorded. */
const days = (at: At) => (at.act.on === at.today ? [at.today] : [at.act.on, at.today]);
const lacking = (at: At, post: Post) =>
  at.act.by.filter((id) => !days(at).every((day) => at.registers.holds(id, post, day)) && !(post === 'head' && isDelegated(at, id)));

export const signed = gate(
  'signed',
  '本局规定§5',
  '每一步都须有人签名负责',
  (at) => at.act.by.length > 0,
  () => '请选择办理人。',
);

export const signersDistinct = gate(
  'signersDistinct',
  '处罚法§42',
  '执法人员不得少于两人',
  ({ act }) => new Set(act.by).size === act.by.length,
  (at) =>
    `同一人填了两次：${names(
      at,
      at.act.by.filter((id, i) => at.act.by.indexOf(id) !== i),
    )}。请另选一名执法人员。`,
);

export const enteredBySigner = gate(
  'enteredBySigner',
  '本局规定§5',
  '签名的人应当本人办理，不得代签',
  ({ act, enteredBy }) => act.by.includes(enteredBy),
  (at) => `您没有列入办理人。请由${names(at, at.act.by) || '办理人'}本人登录办理。`,
);

/** Everybody who signs is an officer whose certificate covers the act type, on the day it happened and on the day it is recorded. */
export const qualifiedFor = (actType: ActType, id: string, basis: Cite, says: string) =>
  gate(
    id,
    basis,
    says,
    (at) => at.act.by.every((person) => days(at).every((day) => whyUnqualified(at, person, day, actType) === undefined)),
    (at) =>
      at.act.by
        .flatMap((person) =>
          days(at)
            .flatMap((day) => whyUnqualified(at, person, day, actType) ?? [])
            .slice(0, 1),
        )
        .join('；'),
  );
export const qualified = qualifiedFor('penalty', 'qualified', '处罚法§42', '行政处罚应当由具有行政执法资格的执法人员实施');
/** Why the person may not enforce on the day: no officer (an auxiliary), no valid certificate, or one that does not cover the act type. */
export function whyUnqualified(at: At, id: string, day: PlainDate, actType: ActType = 'penalty'): string | undefined {
  if (!at.registers.holds(id, 'officer', day)) return `${nameOf(at, id)}在${day}不是执法人员（辅助人员不得单独执法）`;
  const certificate = at.registers.certificate(id, day);
  if (certificate?.valid !== true) return `${nameOf(at, id)}在${day}没有有效的执法证：${certificate?.why ?? '未发证'}`;
  return certificate.actTypes.includes(actType) ? undefined : `${nameOf(at, id)}的执法证不包括${actTypes[actType]}`;
}

/** Asked of the form: before it, only the one who opens it is known. */
export const twoOfficers = formGate(
  'twoOfficers',
  '处罚法§42',
  '执法人员不得少于两人',
  ({ act }) => new Set(act.by).size >= 2,
  (at) => `现在是${new Set(at.act.by).size}人，请再选一名持有效执法证的执法人员。`,
);

export const notRecused = gate(
  'notRecused',
  '处罚法§43',
  '执法人员与案件有直接利害关系或者有其他关系可能影响公正执法的，应当回避',
  ({ act, file }) => !act.by.some((id) => recusedIn(file).includes(id)),
  (at) =>
    `${names(
      at,
      at.act.by.filter((id) => recusedIn(at.file).includes(id)),
    )}已决定回避，请换人办理。`,
);

/** Only the case's handlers take its later steps (承办人); the successor of a recused handler is one, who is recused has his own gate. */
export const byHandlers = gate(
  'byHandlers',
  '本局规定§6',
  '案件由批准立案时确定的承办人办理',
  ({ act, file }) => {
    // A proposal to file names handlers whom only the filing confirms; any other matter step takes the matter up itself.
    if (!once(file, 'caseFiled') && (matterAct(file)?.step ?? 'filingProposed') === 'filingProposed') return true;
    const allowed = new Set([...handlersOf(file), ...recusedIn(file)]);
    return act.by.every((id) => allowed.has(id));
  },
  (at) => `承办人是${names(at, handlersOf(at.file))}；更换承办人须先由负责人决定回避或者更正立案记录。`,
);

/** The act is signed by somebody who holds the post. */
export const byPost = (id: string, post: Post, basis: Cite, says: string) =>
  gate(
    id,
    basis,
    says,
    (at) => at.act.by.length > 0 && lacking(at, post).length === 0,
    (at) => `须由${posts[post]}办理；${names(at, lacking(at, post)) || '办理人'}没有这个岗位。`,
  );

export const bySectionHead = byPost('bySectionHead', 'sectionHead', '本局规定§7', '承办机构负责人应当对承办人的意见进行审核');
export const byHead = byPost('byHead', 'head', '处罚法§57', '行政机关负责人应当对调查结果进行审查');
export const byReviewer = byPost('byReviewer', 'legalReviewer', '处罚法§58', '应当由从事行政处罚决定法制审核的人员进行法制审核');
export const byHost = byPost('byHost', 'hearingHost', '处罚法§64', '听证由行政机关指定的非本案调查人员主持');
export const byArchivist = byPost(
  'byArchivist',
  'archivist',
  '档案法§14',
  '应当归档的材料，按照国家有关规定定期向本单位档案机构或者档案工作人员移交',
);
export const byPublicityOfficer = byPost(
  'byPublicityOfficer',
  'publicityOfficer',
  '公开条例§17',
  '行政机关应当建立健全政府信息公开审查机制，明确审查的程序和责任',
);
export const byStater = gate(
  'byStater',
  '本局规定§8',
  '是否重大由具名的负责人认定',
  (at) =>
    at.act.by.length > 0 &&
    at.act.by.every((id) => days(at).every((day) => at.registers.holds(id, 'sectionHead', day) || at.registers.holds(id, 'head', day))),
  () => '须由承办机构负责人或者行政机关负责人认定。',
);

/** Facts are never refused on their merits; but only staff who may record them do. */
export const byRecorder = gate(
  'byRecorder',
  '本局规定§5',
  '当事人和其他机关的行为由办案人员登记',
  (at) => at.act.by.length > 0 && at.act.by.every((id) => recorders.some((post) => at.registers.holds(id, post, at.today))),
  (at) => `${names(at, at.act.by) || '办理人'}不是办案人员，请由承办人登记。`,
);
/** Posts that may record a fact of the party or of another organ. */
export const recorders: Post[] = ['officer', 'hearingHost', 'sectionHead', 'head', 'legalReviewer'];

/** 调查与审核分开: by person, no role is exempt. */
export const reviewerApart = gate(
  'reviewerApart',
  '处罚法§58',
  '应当由从事行政处罚决定法制审核的人员进行法制审核',
  ({ act, file }) => {
    const involved = involvedBeside(file);
    return !act.by.some((id) => involved.has(id));
  },
  (at) =>
    `${names(
      at,
      at.act.by.filter((id) => involvedBeside(at.file).has(id)),
    )}办理过本案的其他环节；法制审核人员不得是本案的承办人、审核人、批准人、听证主持人，请换一名。`,
);
const involvedBeside = (file: At['file']) =>
  new Set([
    ...investigatorsOf(file),
    ...file.acts
      .filter((act) =>
        [
          'filingEndorsed',
          'caseFiled',
          'reportEndorsed',
          'majorityStated',
          'hearingHeld',
          'preservationApproved',
          'assessmentEndorsed',
          'answerSigned',
          'matterAccepted',
          'disputeAccepted',
        ].includes(act.step),
      )
      .flatMap((act) => act.by),
  ]);

/** First-time reviewers hold the legal qualification; who reviewed before the rule came (2018-01-01) is no first-timer. */
export const reviewerQualified = gate(
  'reviewerQualified',
  '处罚法§58',
  '行政机关中初次从事行政处罚决定法制审核的人员，应当通过国家统一法律职业资格考试取得法律职业资格',
  (at) => unqualifiedReviewers(at).length === 0,
  (at) =>
    `${names(at, unqualifiedReviewers(at))}没有登记法律职业资格，初次从事的不能担任法制审核人员，请由已经登记的人审核；已经取得的，由系统管理员在人员名册中登记证号。`,
);
const unqualifiedReviewers = ({ act, registers }: At): string[] =>
  act.by.filter((id) => !registers.person(id)?.legalQualification && !registers.holds(id, 'legalReviewer', '2017-12-31' as PlainDate));

/** Only a handler can be replaced. */
export const replacedHandles = formGate(
  'replacedHandles',
  '本局规定§6',
  '更换承办人的，由行政机关负责人决定',
  ({ act, file }) => act.particulars.replaced === undefined || handlersOf(file).includes(act.particulars.replaced as string),
  (at) => `${nameOf(at, at.act.particulars.replaced as string)}不是本案现在的承办人；承办人是${names(at, handlersOf(at.file))}。`,
);
/** Who takes over may do what a handler does, and is not one already. */
export const successorQualified = formGate(
  'successorQualified',
  '处罚法§42',
  '行政处罚应当由具有行政执法资格的执法人员实施',
  (at) => whyNoSuccessor(at) === undefined,
  (at) => whyNoSuccessor(at),
);
/** Why the person named may not take over: a handler already, recused, or not qualified for the act type. */
export function whyNoSuccessor(at: At, actType: ActType = 'penalty'): string | undefined {
  const id = at.act.particulars.successor as string | undefined;
  if (id === undefined) return undefined;
  if (handlersOf(at.file).includes(id)) return `${nameOf(at, id)}已经是本案承办人，请另选一名。`;
  if (recusedIn(at.file).includes(id)) return `${nameOf(at, id)}已决定回避，请另选一名。`;
  return whyUnqualified(at, id, at.act.on, actType);
}

/** 自己办的自己不得批 */
export const approverApart = gate(
  'approverApart',
  '本局规定§9',
  '审核、批准的人不得是本案的承办人',
  ({ act, file }) => !act.by.some((id) => investigatorsOf(file).has(id)),
  (at) =>
    `${names(
      at,
      at.act.by.filter((id) => investigatorsOf(at.file).has(id)),
    )}是本案承办人，不能审批自己办理的案件。`,
);

/** The signed request an approval answers: of the same record, or of the same step and day. */
function proposalOf({ act, file }: At): RecordedAct | undefined {
  if (act.step === 'preservationApproved') return openPreservation(file);
  const { act: n, step, happenedOn } = act.particulars;
  if (act.step === 'backdatingApproved')
    return openProposals(file, 'backdated').find((each) => each.particulars.step === step && each.particulars.happenedOn === happenedOn);
  return openProposals(file, act.step === 'actVoided' ? 'voided' : 'corrected').find((each) => each.particulars.act === n);
}

/** A request is an act of its own, signed by who asks; a name typed by the approver is none. */
export const proposed = formGate(
  'proposed',
  '本局规定§9',
  '批准以本人签名的提请为前提',
  (at) => proposalOf(at) !== undefined,
  ({ act }) =>
    act.step === 'preservationApproved'
      ? '请先由承办人办理“提请先行登记保存”。'
      : '还没有对应的提请，请先由办案人员办理“提请更正、作废或者补录”，写明同一条记录（补录的写明环节和日期）。',
);

/** 同一人不得既提请又批准 */
export const notOwnProposal = formGate(
  'notOwnProposal',
  '本局规定§9',
  '提请的人不得批准自己的提请',
  (at) => !proposalOf(at)?.by.some((id) => at.act.by.includes(id)),
  () => '请由其他有权的人批准。',
);

/** What one person decides or records stands under his name alone. */
export const signsAlone = gate(
  'signsAlone',
  '本局规定§5',
  '由一人办理的，只列本人',
  ({ act }) => act.by.length <= 1,
  (at) => `这一环节由一人签名负责，请只留本人；${names(at, at.act.by.slice(1))}不能由他人代为列名。`,
);

/** Any of the staff who work on cases may ask for a change of the records. */
export const byProposer = gate(
  'byProposer',
  '本局规定§9',
  '提请由办案人员本人签名',
  (at) => at.act.by.length > 0 && at.act.by.every((id) => proposers.some((post) => at.registers.holds(id, post, at.today))),
  (at) => `${names(at, at.act.by) || '办理人'}没有办案岗位，不能提请。`,
);
/** Posts whose holders work on cases. */
export const proposers: Post[] = ['officer', 'sectionHead', 'legalReviewer', 'hearingHost', 'publicityOfficer', 'archivist'];
