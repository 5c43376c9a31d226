// src/law/procedures/confirmation/gates.ts —— 行政确认的条件：what is confirmed is what was surveyed and appraised, by whom the law says
import type { PlainDate } from '../../../base/dates.ts';
import { type At, type CaseFile, condition, formGate, gate, last, resting } from '../../engine.ts';
import { itemOf, publicationSettled } from '../../facts.ts';
import { hasMedia } from '../../gates/investigation.ts';
import { whyUnqualified } from '../../gates/signing.ts';
import { partyOfItem, placeOfOurs } from '../../gates/subject.ts';
import type { Confirmed, Registers } from '../../registers.ts';

const kindOf = (file: CaseFile, registers: Registers): Confirmed | undefined => itemOf(file, registers)?.confirms;
const startOf = (file: CaseFile) => last(file, 'confirmationStarted')?.particulars;
const survey = (file: CaseFile) => last(file, 'confirmationSurveyed')?.particulars;
const concluded = (file: CaseFile) => last(file, 'confirmationConcluded')?.particulars.outcome;

export const applied = condition('依申请启动', (file) => startOf(file)?.initiation === 'applied');
export const needsAppraisal = condition('认定古树或者专门性问题', (file, registers) =>
  ['tree', 'question'].includes(kindOf(file, registers) ?? ''),
);
export const ofTree = condition('认定古树', (file, registers) => kindOf(file, registers) === 'tree');
export const needsGovernment = condition(
  '认定古树，须报本级人民政府批准',
  (file, registers) => kindOf(file, registers) === 'tree' && concluded(file) === 'confirmed',
);

const fits = '行政确认的申请人、被确认的对象应当属于确认事项规定的范围，并且在本机关管辖的区域内';
export const confirmedPartyFits = partyOfItem('confirmedPartyFits', '本局规定§31', fits);
export const confirmedHere = placeOfOurs('confirmedHere', '本局规定§31', fits);

const unfit = (at: At): string[] =>
  ((at.act.particulars.handlers as string[] | undefined) ?? []).flatMap((id) => whyUnqualified(at, id, at.act.on, 'confirmation') ?? []);
export const confirmersFit = formGate(
  'confirmersFit',
  '本局规定§14',
  '执法人员应当持有有效的执法证，执法证载明的执法种类包括所办的事项',
  (at) => unfit(at).length === 0,
  (at) => `承办人不符合条件：${unfit(at).join('；')}。请换人。`,
);
/** What the kind of confirmation cannot do without: the permit of a felling. */
export const permitNamed = formGate(
  'permitNamed',
  '采伐更新办法§13',
  '森林采伐后，核发林木采伐许可证的部门应当对采伐作业质量组织检查验收，签发采伐作业质量验收证明',
  ({ act, registers }) => registers.item(String(act.particulars.item), act.on)?.confirms !== 'felling' || Boolean(act.particulars.permitNo),
  () => '采伐更新验收应当写明林木采伐许可证编号。',
);
/** A day already past gives no time to supply anything. */
export const supplementDated = formGate(
  'supplementDated',
  '本局规定§32',
  '材料不齐全的，应当一次告知需要补正的全部内容',
  ({ act }) => act.particulars.by === undefined || (act.particulars.by as string) > act.on,
  ({ act }) => `补正期限${String(act.particulars.by)}应当晚于${act.on}。`,
);

/** What must be measured depends on what is confirmed. */
export const surveyComplete = formGate(
  'surveyComplete',
  '本局规定§33',
  '行政确认应当进行现场勘查',
  (at) => surveyGap(at) === undefined,
  (at) => surveyGap(at),
);
function surveyGap(at: At): string | undefined {
  const { coordinates, regeneration } = at.act.particulars;
  switch (kindOf(at.file, at.registers)) {
    case 'tree':
      if (!coordinates) return '古树认定应当写明坐标。';
      return hasMedia(at, 'recording') ? undefined : '古树认定应当关联照片。';
    case 'felling':
      return regeneration === undefined ? '采伐更新验收应当选择更新方式。' : undefined;
    default:
      return undefined;
  }
}

/** 两名以上鉴定人员, each under his own name. */
export const twoExperts = formGate(
  'twoExperts',
  '本局规定§33',
  '认定古树、专门性问题的，应当由两名以上具有相应专业能力的人员鉴定',
  ({ act }) => {
    const experts = act.particulars.experts as { name: string }[] | undefined;
    return experts === undefined || new Set(experts.map((each) => each.name.trim())).size >= 2;
  },
  () => '现在只有一名鉴定人员（同一人不能填两次），请补充。',
);
export const ageAppraised = formGate(
  'ageAppraised',
  '古树条例§9',
  '县级以上地方人民政府古树名木主管部门可以组织开展古树名木鉴定',
  ({ act, file, registers }) => kindOf(file, registers) !== 'tree' || act.particulars.treeAge !== undefined,
  () => '古树认定应当写明鉴定的树龄。',
);

/** 二级古树 is the city's: 300 to 499 years, or 100 to 299 in a city where the province raised the grade (古树名木保护条例§8). */
export const gradeOfCity = formGate(
  'gradeOfCity',
  '古树条例§10',
  '实行二级保护、三级保护的古树分别由设区的市级、县级人民政府古树名木主管部门认定',
  (at) => at.act.particulars.outcome !== 'confirmed' || whoseGrade(at) === undefined,
  (at) => whoseGrade(at),
);
function whoseGrade({ act, file, registers }: At): string | undefined {
  if (kindOf(file, registers) !== 'tree') return undefined;
  const age = last(file, 'expertsAppraised')?.particulars.treeAge as number | undefined;
  if (age === undefined) return '还没有鉴定树龄。';
  const raised = survey(file)?.inCity === true && registers.parameter('tree.cityRaised', act.on as PlainDate) === 1;
  const [least, most] = raised ? [100, 300] : [300, 500];
  if (age >= most) return `鉴定树龄${age}年，应当实行一级保护，由省级主管部门认定；请不予确认并转报。`;
  return age >= least ? undefined : `鉴定树龄${age}年，不足${least}年，不属于本机关认定的二级古树；请不予确认并转县级主管部门。`;
}

/** 采伐更新办法§15: what was replanted must live. */
export const regenerationReached = formGate(
  'regenerationReached',
  '采伐更新办法§15',
  '更新质量必须达到以下标准',
  (at) => at.act.particulars.outcome !== 'confirmed' || regenerationGap(at) === undefined,
  (at) => regenerationGap(at),
);
function regenerationGap({ file, registers }: At): string | undefined {
  if (kindOf(file, registers) !== 'felling') return undefined;
  const { regeneration, survival, preservation, evenness, saplings, seedlings } = (survey(file) ?? {}) as Record<
    string,
    number | undefined
  > & {
    regeneration?: string;
  };
  if (regeneration === 'fellingOnly') return undefined;
  if (regeneration === 'natural') {
    if ((saplings ?? 0) < 3000 && (seedlings ?? 0) < 6000)
      return `天然更新每公顷幼树${saplings ?? 0}株、幼苗${seedlings ?? 0}株，没有达到3000株或者6000株。`;
    return (evenness ?? 0) >= 60 ? undefined : `更新均匀度${evenness ?? 0}％，没有达到60％。`;
  }
  if (survival === undefined && preservation === undefined) return '勘查没有测定成活率或者保存率，不能确认。';
  if (survival !== undefined && survival < 85) return `当年成活率${survival}％，没有达到85％，应当不予确认并督促补植。`;
  return preservation !== undefined && preservation < 80
    ? `三年后保存率${preservation}％，没有达到80％，应当不予确认并督促补植。`
    : undefined;
}

/** The city's trees are approved by the city's government. */
export const approvedByOwnGovernment = formGate(
  'approvedByOwnGovernment',
  '古树条例§10',
  '县级以上地方人民政府古树名木主管部门根据古树名木资源普查、补充调查结果认定古树名木，报本级人民政府批准后依法公布',
  ({ act, registers }) => act.particulars.organ === undefined || act.particulars.organ === registers.agency.government,
  ({ act, registers }) => `批准机关应当是${registers.agency.government}，不是${String(act.particulars.organ)}。`,
);

/** What the government did not approve is not served as confirmed. */
export const approvalGranted = resting(
  ['governmentApproved'],
  gate(
    'approvalGranted',
    '古树条例§10',
    '报本级人民政府批准后依法公布',
    ({ file, registers }) =>
      !needsGovernment.holds(file, registers) || last(file, 'governmentApproved')?.particulars.outcome === 'approved',
    () => '人民政府没有批准，不得送达、公布认定；请重新提出确认意见，作出不予确认的决定。',
  ),
);

export const confirmationPublicityDecided = resting(
  ['confirmationDecided'],
  gate(
    'confirmationPublicityDecided',
    '公开条例§26',
    '属于主动公开范围的政府信息，应当自该政府信息形成或者变更之日起20个工作日内及时公开',
    ({ file }) => publicationSettled(file),
    () => '须先公布确认结果，或者经批准不予公布。',
  ),
);

/** The form of the decision, by what was confirmed; a refusal takes none of them. */
export function decisionFormOf(file: CaseFile, registers: Registers): 'QR02' | 'QR03' | 'CF17' | undefined {
  if (concluded(file) !== 'confirmed') return undefined;
  return ({ tree: 'QR02', felling: 'QR03', question: 'CF17', fire: undefined } as const)[kindOf(file, registers) ?? 'fire'];
}
