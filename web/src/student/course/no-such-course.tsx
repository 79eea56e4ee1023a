import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { PageBody } from '../layout/page.tsx';
import { paths } from '../routes.ts';

export function NoSuchCourse(): ReactNode {
  return (
    <PageBody title="There is no such course">
      <p>
        It may have been taken off the list. <Link href={paths.courses}>See all courses</Link>
      </p>
    </PageBody>
  );
}
