// src/console/registers/RegisterPerson.tsx —— 登记人员:a new name in the register; account, posts and certificate follow by their own hands
import { Dialog } from '../parts/Dialog.tsx';
import { ChangeForm, ChangeInput } from './ChangeForm.tsx';

type Props = { units: { id: string; name: string }[]; onClose: () => void; onDone: (says: string) => void };
export function RegisterPerson({ units, onClose, onDone }: Props) {
  const body = (form: FormData) =>
    Object.fromEntries([...form].map(([name, value]) => [name, String(value).trim()]).filter(([, value]) => value !== ''));
  return (
    <Dialog title="登记人员" onClose={onClose}>
      <ChangeForm
        path="/api/people"
        action="登记人员"
        body={body}
        onClose={onClose}
        onDone={() => onDone('已登记，并记入日志。接下来：系统管理员建立账号，安全管理员任命岗位、登记执法证。')}
      >
        <p>登记以后还不能登录：账号由系统管理员建立，岗位、执法证由安全管理员办理。</p>
        <ChangeInput name="name" label="姓名" max={60} />
        <div className="f gap-top">
          <label htmlFor="pc-unit">所在机构</label>
          <select className="in" id="pc-unit" name="unit" required defaultValue="">
            <option value="" disabled>
              请选择
            </option>
            {units.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </div>
        <ChangeInput name="position" label="职务" max={60} hint="例如：四级主任科员" />
        <ChangeInput name="legalQualification" label="法律职业资格证号" max={60} optional hint="从事法制审核的须取得，处罚法第58条" />
      </ChangeForm>
    </Dialog>
  );
}
