// src/documents/samplePapers.ts —— 样张:three rich papers for the tests and for looking at; every name in them is invented (演示)
import type { Cell, Paper, Run } from '../law/papers/paper.ts';

const run = (text: string, mask?: Run['mask']): Run => (mask ? { text, mask } : { text });
const cell = (label: string, text: string, span = 1): Cell => ({ label, runs: [run(text)], span });
const agency = '盘锦市林业和湿地保护管理局';

/** 公文式:a penalty decision with headings, a list, money, rare characters, note and seal. */
export const sampleLetter: Paper = {
  form: 'CF29',
  template: 'v1',
  agency,
  title: '行政处罚决定书',
  number: '盘林湿罚决〔2026〕第001号',
  layout: 'letter',
  date: '2026-03-16',
  blocks: [
    {
      kind: 'paragraph',
      runs: [
        run('当事人：'),
        run('张喆堃', 'personName'),
        run('（演示），男，汉族，公民身份号码：'),
        run('211121197802290014', 'idNumber'),
        run('，住址：辽宁省盘锦市'),
        run('盘山县犇马街道𬭎城路㛃园小区8号楼2单元301室', 'homeAddress'),
        run('，联系电话：'),
        run('13800000000', 'phone'),
        run('。'),
      ],
    },
    { kind: 'heading', text: '一、违法事实和证据' },
    {
      kind: 'paragraph',
      runs: [
        run(
          '经查，当事人于2024年11月在未办理使用林地审批手续的情况下，擅自在盘山县某某镇某某村北侧林地内平整土地、铺设砂石，修建农用道路一条，长111.66m、平均宽3.00m，占用林地面积334.98㎡（约0.50亩），动用土石方约67.5m³。该林地森林类别为一般公益林，保护等级为Ⅱ级，起源为人工林，地类为乔木林地。上述地块经测绘，中心坐标为',
        ),
        run('北纬41°12′08″、东经121°59′36″', 'coordinates'),
        run('。当事人的行为改变了林地用途，且至调查时未恢复植被和林业生产条件。'),
      ],
    },
    { kind: 'paragraph', runs: [run('以上事实有下列证据证明：')] },
    {
      kind: 'list',
      head: ['序号', '证据名称', '证明内容', '页数'],
      widths: [1, 4, 6, 1],
      rows: [
        [[run('1')], [run('现场勘验笔录及现场示意图')], [run('涉案地块位置、四至、面积及现状')], [run('4')]],
        [[run('2')], [run('询问笔录'), run('（张喆堃）', 'personName')], [run('当事人承认未经批准修建道路的经过、时间和目的')], [run('3')]],
        [
          [run('3')],
          [run('林地现状鉴定意见书（演示鉴字〔2025〕12号）')],
          [run('占用林地面积334.98㎡，一般公益林，恢复植被和林业生产条件所需费用6,699.60元')],
          [run('11')],
        ],
        [[run('4')], [run('现场照片8张、录像1段')], [run('道路铺设情况与周边林相对比')], [run('8')]],
      ],
    },
    { kind: 'heading', text: '二、陈述、申辩和听证情况' },
    {
      kind: 'paragraph',
      runs: [
        run(
          '本机关于2026年2月24日向当事人送达《行政处罚事先告知书》（盘林湿罚先告〔2026〕第001号）和《行政处罚听证告知书》（盘林湿听告〔2026〕第001号），告知其拟作出行政处罚的内容及事实、理由、依据，以及依法享有的陈述、申辩和要求听证的权利。当事人在法定期限内提出陈述、申辩，称修路系为方便周边农户春耕运输，请求从轻处罚。本机关复核认为，当事人主动配合调查、如实陈述违法事实，其请求部分成立，予以采纳。当事人未要求听证。',
        ),
      ],
    },
    { kind: 'heading', text: '三、处罚依据和裁量理由' },
    {
      kind: 'paragraph',
      runs: [
        run(
          '当事人的行为违反了《中华人民共和国森林法》第三十七条第一款的规定。依据《中华人民共和国森林法》第七十三条第一款“违反本法规定，未经县级以上人民政府林业主管部门审核同意，擅自改变林地用途的，由县级以上人民政府林业主管部门责令限期恢复植被和林业生产条件，可以处恢复植被和林业生产条件所需费用三倍以下的罚款”的规定，参照裁量基准，本案属“较轻”档次。',
        ),
      ],
    },
    { kind: 'heading', text: '四、处罚决定' },
    { kind: 'paragraph', runs: [run('依照上述规定，本机关决定：')] },
    { kind: 'paragraph', runs: [run('1.责令当事人于2026年9月30日前恢复植被和林业生产条件；')] },
    { kind: 'paragraph', runs: [run('2.处恢复植被和林业生产条件所需费用二倍的罚款，计人民币壹万叁仟叁佰玖拾玖元贰角整（￥13,399.20）。')] },
    { kind: 'heading', text: '五、履行方式和救济途径' },
    {
      kind: 'paragraph',
      runs: [
        run(
          '当事人应当自收到本决定书之日起十五日内，持缴款码到指定银行缴纳罚款。到期不缴纳的，依据《中华人民共和国行政处罚法》第七十二条第一款第一项的规定，每日按罚款数额的百分之三加处罚款，加处罚款的数额不超出罚款的数额。',
        ),
      ],
    },
    {
      kind: 'paragraph',
      runs: [
        run(
          '如不服本决定，可以自收到本决定书之日起六十日内向盘锦市人民政府申请行政复议，或者在六个月内依法向人民法院提起行政诉讼。逾期不申请行政复议、不提起行政诉讼又不履行的，本机关将依法申请人民法院强制执行。',
        ),
      ],
    },
    { kind: 'signature', lines: [agency], date: '2026年3月16日', seal: true },
    { kind: 'note', text: '本决定书一式三份：当事人一份，送达回证附卷一份，存档一份。（演示文书，不具有法律效力）' },
  ],
};

const longOpinion =
  '经审查，本案来源合法，当事人涉嫌擅自改变林地用途，有初步证据证明存在违法行为，属于本机关管辖，未超过追究时效，依法应当给予行政处罚，建议立案调查，由执法人员周慕犇、吴𬭎承办。';

/** 表格式:a filing approval with three opinions that share the height of the page. */
export const sampleForm: Paper = {
  form: 'CF03',
  template: 'v1',
  agency,
  title: '行政处罚立案审批表',
  number: '盘林湿案〔2026〕0001号',
  layout: 'form',
  date: '2026-01-08',
  blocks: [
    {
      kind: 'form',
      columns: 2,
      rows: [
        [cell('案件来源', '监督检查中发现（卫星图斑核查）'), cell('发现时间', '2026年1月6日')],
        [cell('案由', '擅自改变林地用途案（演示）', 2)],
        [{ label: '当事人基本情况', span: 2 }],
        [
          { label: '姓名', runs: [run('张喆堃', 'personName')] },
          { label: '公民身份号码', runs: [run('211121197802290014', 'idNumber')] },
        ],
        [cell('单位名称', '盘锦演示农业发展有限公司'), cell('统一社会信用代码', '91211100MA0DEMO00X')],
        [cell('法定代表人', '——'), { label: '联系电话', runs: [run('13800000000', 'phone')] }],
        [{ label: '住址（住所）', runs: [run('辽宁省盘锦市盘山县犇马街道㛃园小区8号楼', 'homeAddress')], span: 2 }],
        [
          {
            label: '简要案情',
            runs: [
              run(
                '2026年1月6日，本局执法人员在森林督查图斑核查中发现，盘山县某某镇某某村北侧林地内新修农用道路一条，占用林地约335㎡，现场未见使用林地审核同意书。经初步询问，道路系张喆堃组织修建，未办理审批手续，涉嫌违反《中华人民共和国森林法》第三十七条第一款。',
              ),
            ],
            span: 2,
            tall: true,
          },
        ],
      ],
    },
    { kind: 'opinion', label: '承办人意见', runs: [run(longOpinion)], signers: ['周慕犇', '吴𬭎'], date: '2026年1月7日' },
    { kind: 'opinion', label: '承办机构负责人意见', runs: [run('同意立案，报局负责人审批。')], signers: ['郑㛃'], date: '2026年1月7日' },
    { kind: 'opinion', label: '行政机关负责人审批意见', runs: [run('同意立案。')], signers: ['王堃'], date: '2026年1月8日' },
    { kind: 'note', text: '备注：本表为演示样张，人名、单位均为虚构。' },
  ],
};

const turn = (asks: boolean, ...texts: string[]) => ({ asks, runs: texts.map((text) => run(text)) });

/** 笔录式:a questioning record of more than one page, signed page by page. */
export const sampleRecord: Paper = {
  form: 'CF06',
  template: 'v1',
  agency,
  title: '询问笔录',
  layout: 'record',
  date: '2026-01-14',
  blocks: [
    {
      kind: 'form',
      columns: 2,
      rows: [
        [cell('询问时间', '2026年1月14日9时10分至10时35分', 2)],
        [cell('询问地点', '盘锦市林业和湿地保护管理局询问室', 2)],
        [cell('询问人', '周慕犇、吴𬭎'), cell('执法证号', '07110000001、07110000002')],
        [cell('记录人', '吴𬭎'), cell('案由', '擅自改变林地用途')],
        [{ label: '被询问人', runs: [run('张喆堃', 'personName')] }, cell('性别', '男')],
        [
          { label: '公民身份号码', runs: [run('211121197802290014', 'idNumber')] },
          { label: '联系电话', runs: [run('13800000000', 'phone')] },
        ],
        [{ label: '住址', runs: [run('辽宁省盘锦市盘山县犇马街道𬭎城路㛃园小区8号楼2单元301室', 'homeAddress')], span: 2 }],
        [cell('与本案关系', '当事人'), cell('工作单位', '')],
      ],
    },
    {
      kind: 'paragraph',
      runs: [
        run(
          '我们是盘锦市林业和湿地保护管理局的执法人员（出示执法证件），现依法就有关问题向你询问。你应当如实回答询问，并协助调查，不得拒绝、阻挠。你认为执法人员与本案有直接利害关系或者有其他关系可能影响公正执法的，有权申请回避。',
        ),
      ],
    },
    {
      kind: 'dialogue',
      turns: [
        turn(true, '以上告知的内容你是否听清楚？是否申请执法人员回避？'),
        turn(false, '听清楚了，执法证件我看过了，不申请回避。'),
        turn(true, '请介绍一下你的基本情况。'),
        turn(false, '我叫张喆堃，今年四十七岁，住在盘山县，平时在家务农，种了三十多亩水稻，家里还有一台农用车。'),
        turn(true, '盘山县某某镇某某村北侧林地里的那条砂石路是谁修的？什么时间修的？'),
        turn(
          false,
          '是我找人修的。2024年11月初，我看秋收以后地里没活儿了，想着开春往地里运肥运种子，原来的路绕得太远，要多走三四里，就商量着从林子边上直接修一条过去。我找了同村的一台挖掘机，先把地推平，再拉砂石铺上，前后干了四天。',
        ),
        turn(true, '修路占用的土地是什么性质，你是否清楚？'),
        turn(false, '知道是林地，栽的是杨树，但我以为靠边的地方不算，就没多想。'),
        turn(true, '修路之前是否办理过使用林地审核同意书或者其他审批手续？'),
        turn(false, '没有办过，也没有问过村里和林业站。当时不知道还要办手续。'),
        turn(true, '道路的长度、宽度和铺设的材料是怎样的？'),
        turn(
          false,
          '长一百一十来米，宽三米左右。铺的是山皮石和砂石，一共拉了十二车，大约六七十m³，每车花了￥300，连挖掘机一共花了不到一万块钱。',
        ),
        turn(true, '修路时是否砍伐、毁坏林木？'),
        turn(false, '没有砍大树。路边有几棵枯死的小树被推倒了，我没有拉走，还放在路边。'),
        turn(true, '我局2026年1月6日对现场进行了勘验，测得占用林地面积334.98㎡，你对此有无异议？'),
        turn(false, '勘验的时候我在场，面积是当着我的面量的，我没有异议，笔录和示意图上都签了字。'),
        turn(true, '你对自己的行为有什么认识？'),
        turn(false, '是我不懂法，没办手续就动了林地。我愿意把路拆了，把树补栽上，请求从轻处理。'),
        turn(true, '你还有什么需要补充的？'),
        turn(false, '没有了。'),
        turn(true, '以上笔录请你核对，如有差错或者遗漏，可以更正或者补充；核对无误后请逐页签名。'),
        turn(false, '好的。'),
      ],
    },
    { kind: 'signLines', labels: ['被询问人签名', '日期', '询问人签名', '记录人签名'] },
  ],
};
