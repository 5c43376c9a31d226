// src/law/procedures/levy/words.ts —— 行政征收的用语：its own steps, kinds of land, multipliers, grounds

/** Steps only the levy has. */
export const levySteps = {
  levyDeclared: '征收申报登记',
  levyAssessed: '核定征收数额',
  assessmentReturned: '退回核定',
  assessmentEndorsed: '复核核定',
  levyDecided: '作出征收决定',
  levyServed: '送达缴费通知',
  levyDemanded: '催缴',
  reliefRequested: '申请减免缓',
  reliefProposed: '提出减免缓意见',
  reliefDecided: '决定减免缓',
  refundRequested: '申请退还',
  refundProposed: '核算退还数额',
  refundDecided: '决定退还',
  refundPaid: '退还到账',
  remissionReviewed: '法制审核减免缓、退还',
  levySettled: '认定缴清',
  levyEnded: '终止征收',
} as const;

/** What the occupation is: which levy it owes is written in the standard. */
export const occupations = {
  forestOccupation: '占用林地',
  forestTemporary: '临时使用林地',
  wetlandOccupation: '占用重要湿地',
} as const;

/** Kinds of land the standards know, by the id the data uses. */
export const lands = {
  arbor: '乔木林地（含采伐迹地、火烧迹地）、竹林地、苗圃地',
  shrub: '灌木林地、疏林地、未成林造林地',
  suitable: '宜林地',
  importantWetland: '重要湿地',
} as const;

/** Circumstances that multiply the standard. */
export const factors = {
  publicWelfare: '国家和省级公益林地',
  urban: '城市规划区内',
  commercial: '经营性建设项目',
  coastal: '滨海湿地',
  peat: '泥炭沼泽湿地',
  mangrove: '红树林湿地',
} as const;

/** Grounds of relief the standards may name. */
export const reliefGrounds = {
  ruralHousing: '农村居民按规定标准建设住宅',
  ruralWelfare: '农村集体经济组织修建社会公益项目',
  affordableHousing: '保障性安居工程',
  statute: '法律、法规规定的其他情形',
} as const;

export const reliefKinds = { exempted: '免征', reduced: '减征', deferred: '缓缴' } as const;

/** Why money goes back; `areaShrank` by the difference, the others in whole. */
export const refundGrounds = {
  notApproved: '占用没有被批准',
  notCarriedOut: '项目取消，没有实施',
  areaShrank: '实际占用面积减少',
  mistaken: '多收、错收',
} as const;

/** Why a levy ends before it is decided. */
export const endGrounds = {
  notOwed: '依法不应当缴纳',
  restored: '已经恢复或者重建与所占用面积、质量相当的湿地',
  notCarriedOut: '项目取消或者没有被批准',
  otherLevied: '已经缴纳其他相同性质的恢复费用',
} as const;
