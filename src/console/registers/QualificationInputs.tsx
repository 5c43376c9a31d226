// src/console/registers/QualificationInputs.tsx —— 执法资格和年度审验的填写
import type { PlainDate } from '../../base/dates.ts';
import { payrolls } from '../../law/clearance.ts';
import { ChangeInput } from './ChangeForm.tsx';

export const QualificationInputs = () => (
  <>
    <div className="f gap-top">
      <label htmlFor="pc-payroll">编制情况</label>
      <select className="in" id="pc-payroll" name="payroll" required defaultValue="">
        <option value="" disabled>
          请选择
        </option>
        {Object.entries(payrolls).map(([id, name]) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </div>
    <ChangeInput name="retiresOn" label="退休日期" type="date" optional />
    <ChangeInput name="area" label="执法区域" max={100} optional hint="照执法证上的写，例如盘锦市" />
    <ChangeInput name="why" label="依据" hint="例如编制部门的核定文件" />
  </>
);

export const AnnualCheckInputs = ({ today }: { today: PlainDate }) => (
  <>
    <div className="pair">
      <ChangeInput name="year" label="年度" max={4} value={String(Number(today.slice(0, 4)) - 1)} />
      <div className="f gap-top">
        <label htmlFor="pc-hours">培训学时</label>
        <input className="in" id="pc-hours" name="hours" type="number" min={0} max={2000} step="any" required />
      </div>
    </div>
    <fieldset className="f gap-top ticks">
      <legend>审验结果</legend>
      <label className="tick">
        <input type="radio" name="passed" value="yes" required /> 合格
      </label>
      <label className="tick">
        <input type="radio" name="passed" value="no" required /> 不合格
      </label>
    </fieldset>
    <ChangeInput name="on" label="审验日期" type="date" value={today} />
    <ChangeInput name="why" label="依据" hint="例如年度审验通知" />
  </>
);
