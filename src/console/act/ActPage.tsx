// src/console/act/ActPage.tsx —— 办理一步:loads the form and gives it the desk that fits
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import 'virtual:antd.css';
import { StyleProvider } from '@ant-design/cssinjs';
import { ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN.js';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import type { Locale } from 'antd/lib/locale/index.js';
import { useMemo } from 'react';
import { useMe } from '../app/session.tsx';
import { Loading, Trouble } from '../parts/states.tsx';
import { RedactPage } from '../publication/RedactPage.tsx';
import { ReviewPage } from '../review/ReviewPage.tsx';
import { caseQuery, formQuery } from '../wire/queries.ts';
import type { CaseView, Form } from '../wire/shapes.ts';
import { FormPage } from './FormPage.tsx';
import { reviveFields } from './writing/formModel.ts';

dayjs.locale('zh-cn');
// The locale is CommonJS: the bundler hands over its exports, or its default, as the importing package's kind decides.
const locale = (zhCN as { default?: Locale }).default ?? (zhCN as unknown as Locale);
// The styles are a file; what antd would still write as <style> goes into an element outside of the document.
const nowhere = document.createElement('div');
const theme = { zeroRuntime: true, hashed: false, cssVar: { key: 'heming' }, token: { motion: false } } as const;

/** The page of one step of one case. */
export function ActPage() {
  const { caseId, step } = useParams({ from: '/cases/$caseId/do/$step' });
  const isNew = useMe().begins.some((each) => each.step === step);
  const form = useQuery(formQuery(caseId, step));
  const page = useQuery({ ...caseQuery(caseId), enabled: !isNew });
  const error = form.error ?? (isNew ? undefined : page.error);
  if (error)
    return (
      <div className="gap-top">
        <h1 className="title">打不开这张表单</h1>
        <Trouble
          error={error}
          again={() => {
            void form.refetch();
            void page.refetch();
          }}
        />
        <Link className="link" to="/">
          回到案件一览
        </Link>
      </div>
    );
  if (!form.data || (!isNew && !page.data)) return <Loading says="正在取表单……" lines={6} />;
  return (
    <StyleProvider container={nowhere}>
      <ConfigProvider theme={theme} locale={locale}>
        <Desk key={`${caseId}${step}`} caseId={caseId} form={form.data} view={page.data} />
      </ConfigProvider>
    </StyleProvider>
  );
}

export type DeskProps = { caseId: string; form: Form; view?: CaseView };

function Desk({ form: raw, ...rest }: DeskProps) {
  const form = useMemo(() => ({ ...raw, fields: reviveFields(raw.fields) }), [raw]);
  if (form.step === 'legalReviewed' && rest.view) return <ReviewPage form={form} {...rest} view={rest.view} />;
  if (form.step === 'publicationRedacted' && rest.view) return <RedactPage form={form} {...rest} view={rest.view} />;
  return <FormPage form={form} {...rest} />;
}
