import { startPage } from '../shared/start.tsx';

void startPage(<h1>Staff</h1>);
