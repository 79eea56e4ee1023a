import './student.css';
import { startPage } from '../shared/start.tsx';
import { App } from './app.tsx';
import { paths } from './routes.ts';

// The list of courses is read as soon as it is known who is there; its code comes meanwhile.
if (location.pathname === paths.courses) void import('./courses/read-catalog.ts');

void startPage(<App />);
