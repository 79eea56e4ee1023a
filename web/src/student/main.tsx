import { startPage } from '../shared/start.tsx';

void startPage(<h1>Seatbelt</h1>);
