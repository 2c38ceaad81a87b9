import {
  AtSign,
  Camera,
  Globe,
  Hash,
  Mail,
  MessageCircle,
  MessageSquareText,
  Phone,
  Send,
} from 'lucide-react';
import type { LucideIcon } from 'lucide-react';

const ICONS: Readonly<Record<string, LucideIcon>> = {
  mail: Mail,
  email: Mail,
  whatsapp: MessageCircle,
  'message-circle': MessageCircle,
  chat: Globe,
  'web-chat': Globe,
  globe: Globe,
  sms: MessageSquareText,
  'message-square': MessageSquareText,
  phone: Phone,
  telegram: Send,
  x: Hash,
  instagram: Camera,
};

/** The drawing for the icon name that a channel gives of itself. */
export const channelIcon = (icon: string): LucideIcon => ICONS[icon] ?? AtSign;
