/** Opt-outs are heard in every language, whoever writes them. No regulator lists these: they are ours. */
export const worldOptOuts: string[] = [
  ...["توقف", "قف", "إيقاف", "إلغاء", "إلغاء الاشتراك"],
  ...["stopp", "abmelden", "abbestellen", "aufhören", "beenden"],
  ...["arrêter", "stopper", "désabonner", "me désabonner", "désinscrire"],
  ...["बंद", "बंद करो", "बंद करें", "रोको", "रोकें", "स्टॉप"],
  ...["rete", "sispann", "kanpe"],
  ...["ferma", "fermare", "smetti", "annulla", "cancella", "disiscrivi", "disiscrivimi"],
  ...["중지", "그만", "수신거부", "취소"],
  ...["sair", "descadastrar", "remover"],
  ...["стоп", "отписаться", "отпишите", "прекратите", "отмена"],
  ...["tigil", "itigil", "ihinto", "hinto", "kanselahin"],
  ...["dur", "durdur", "iptal", "ret"],
  ...["dừng", "dừng lại", "ngừng", "hủy", "hủy đăng ký"],
  ...["停止", "停", "退订", "退訂", "取消", "取消订阅"],
];
