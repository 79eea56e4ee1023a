import { startPage } from '../shared/start.tsx';
import { StaffConsole } from './console.tsx';
import './staff.css';

void startPage(<StaffConsole />);
