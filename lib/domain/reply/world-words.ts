import type { Part } from "./answer-words.ts";
import type { Table } from "./lexicon.ts";

/** The few words that answer in one language. Fewer than in English: what is missing goes to a person. */
type Words = Record<"yes" | "no" | "other" | "polite", string>;

const tableOf = ({ yes, no, other, polite }: Words): Table<Part> => ({
  confirmed: { words: [yes] },
  declined: { words: [no] },
  reschedule: { words: [other] },
  courtesy: { words: [polite] },
});

/**
 * Answers in further languages, asked only of a patient who speaks that language: "ja" is a yes in German and a laugh
 * in Spanish. A word that may also be a greeting or a question ("tudo bem", "जी", "알겠습니다") is none of the answers.
 */
const words: Record<string, Words> = {
  ar: {
    yes: "نعم|ايوه|ايوا|اجل|بالتأكيد|أكيد|موافق|موافقة|أتفق|حسنا|تمام|طبعا|صحيح|سأحضر|سوف_أحضر|أؤكد|لا_مشكلة|لا_بأس",
    no: "لا|كلا|لن_أحضر|لا_أستطيع|لا_أستطيع_الحضور|لا_أوافق|غير_موافق|لا_أظن_ذلك|أنا_لا_أظن_ذلك|مستحيل",
    other: "موعد_آخر|وقت_آخر|يوم_آخر|تغيير_الموعد|أريد_تغيير_الموعد",
    polite: "شكرا|شكرا_جزيلا|مرحبا|السلام_عليكم|من_فضلك|لو_سمحت|إن_شاء_الله",
  },
  de: {
    yes: "ja|jawohl|jep|klar|natürlich|sicher|gern|gerne|einverstanden|genau|richtig|stimmt|passt|das_passt|alles_klar|in_ordnung|selbstverständlich|auf_jeden_fall|ich_komme|wir_kommen|ich_bin_da|ich_werde_da_sein|ich_bestätige|bestätigt",
    no: "nein|nee|nein_danke|auf_keinen_fall|ich_kann_nicht|ich_kann_leider_nicht|kann_nicht|kann_leider_nicht|ich_kann_nicht_kommen|ich_kann_leider_nicht_kommen|ich_komme_nicht|wir_kommen_nicht|ich_denke_nicht|ich_muss_absagen|geht_nicht|passt_nicht|das_passt_nicht",
    other:
      "verschieben|termin_verschieben|bitte_verschieben|ich_möchte_verschieben|neuer_termin|anderer_termin|ein_anderer_termin|anderer_tag|andere_uhrzeit",
    polite:
      "danke|vielen_dank|danke_schön|bitte|hallo|guten_tag|guten_morgen|liebe_grüße|viele_grüße|bis_dann|leider|tut_mir_leid",
  },
  fr: {
    yes: "oui|ouais|d'accord|bien_sûr|je_confirme|confirmé|je_serai_là|j'y_serai|je_viens|je_viendrai|c'est_bon|parfait|entendu|avec_plaisir|certainement",
    no: "non|non_merci|je_ne_peux_pas|je_peux_pas|je_ne_peux_pas_venir|je_ne_viens_pas|je_ne_viendrai_pas|je_ne_serai_pas_là|pas_possible|impossible",
    other: "reporter|changer|déplacer|un_autre_jour|une_autre_date|une_autre_heure|je_voudrais_changer",
    polite:
      "merci|merci_beaucoup|bonjour|bonsoir|s'il_vous_plaît|svp|désolé|désolée|au_revoir|à_bientôt|malheureusement",
  },
  hi: {
    yes: "हाँ|हां|जी_हाँ|जी_हां|बिलकुल|बिल्कुल|ठीक_है|यह_ठीक_है|सहमत|ज़रूर|जरूर|अवश्य|मैं_आऊंगा|मैं_आऊंगी|मैं_आऊँगा|मैं_आऊँगी|हम_आएंगे|haan",
    no: "नहीं|नही|ना|जी_नहीं|मैं_नहीं_आ_सकता|मैं_नहीं_आ_सकती|नहीं_आ_पाऊंगा|नहीं_आ_पाऊंगी|ठीक_नहीं|ठीक_नहीं_है|यह_ठीक_नहीं_है|बिलकुल_नहीं|बिल्कुल_नहीं|मुझे_ऐसा_नहीं_लगता|nahi|nahin",
    other: "समय_बदलें|समय_बदलना_है|दूसरा_समय|दूसरा_दिन|तारीख_बदलें",
    polite: "धन्यवाद|शुक्रिया|नमस्ते|कृपया|जी|माफ़_कीजिए",
  },
  ht: {
    yes: "wi|dakò|m_ap_vini|map_vini|mwen_konfime",
    no: "non|m_pa_kapab|m_pa_ka_vini|mwen_pa_kapab|mwen_pa_ka_vini|m_p_ap_vini",
    other: "chanje|chanje_lè|yon_lòt_jou|yon_lòt_lè",
    polite: "mèsi|mèsi_anpil|bonjou|bonswa|tanpri|souple",
  },
  it: {
    yes: "sì|certo|certamente|va_bene|è_ok|d'accordo|sono_d'accordo|esatto|perfetto|confermo|confermato|ci_sarò|ci_saremo|vengo|volentieri|lo_farò|assolutamente_sì",
    no: "no|non_va_bene|non_è_ok|non_sono_d'accordo|non_posso|non_posso_venire|non_vengo|non_ci_sarò|non_credo|niente_affatto|assolutamente_no|impossibile",
    other: "spostare|cambiare|un_altro_giorno|un'altra_data|un_altro_orario|vorrei_spostare",
    polite: "grazie|grazie_mille|buongiorno|buonasera|salve|per_favore|prego|mi_dispiace|purtroppo|a_presto",
  },
  ko: {
    yes: "네|예|넵|네네|좋아요|갈게요|가겠습니다|참석합니다|확인합니다",
    no: "아니요|아니오|아뇨|못_가요|못가요|못_갑니다|안_돼요|안돼요|안_됩니다|참석_못해요",
    other: "변경|시간_변경|날짜_변경|다른_날|다른_시간",
    polite: "감사합니다|고맙습니다|안녕하세요|알겠습니다|죄송합니다",
  },
  pt: {
    yes: "sim|claro|com_certeza|está_bem|tá_bom|confirmo|confirmado|confirmada|estarei_lá|eu_vou|vou_sim|combinado",
    no: "não|não_posso|não_vou|não_poderei|não_vou_poder|não_posso_ir|infelizmente_não|não_obrigado|não_obrigada|impossível",
    other: "remarcar|reagendar|mudar|outro_dia|outra_data|outro_horário|quero_remarcar|quero_mudar",
    polite:
      "obrigado|obrigada|muito_obrigado|muito_obrigada|bom_dia|boa_tarde|boa_noite|olá|por_favor|desculpe|infelizmente|tudo_bem",
  },
  ru: {
    yes: "да|конечно|хорошо|ок|подтверждаю|приду|я_приду|буду|я_буду|согласен|согласна|да_конечно",
    no: "нет|не_могу|я_не_могу|не_приду|я_не_приду|не_смогу|я_не_смогу|не_буду|я_не_буду",
    other: "перенести|перенесите|другое_время|другой_день|хочу_перенести",
    polite: "спасибо|большое_спасибо|пожалуйста|здравствуйте|добрый_день|извините|к_сожалению",
  },
  tl: {
    yes: "oo|opo|sige|sige_po|darating_ako|darating_po_ako|pupunta_ako|pupunta_po_ako|kumpirmado",
    no: "hindi|hindi_po|hindi_ako_makakapunta|hindi_po_ako_makakapunta|di_ako_makakapunta|hindi_pwede|hindi_po_pwede",
    other: "ibang_araw|ibang_oras|palitan|ilipat|pwede_bang_ilipat",
    polite:
      "salamat|salamat_po|maraming_salamat|maraming_salamat_po|po|magandang_araw|pasensya|pasensya_na_po",
  },
  tr: {
    yes: "evet|tabi|tabii|tabii_ki|tamam|olur|elbette|doğru|uygun|katılıyorum|geleceğim|geliyorum|geliriz|onaylıyorum",
    no: "hayır|olmaz|gelemem|gelemiyorum|gelemeyeceğim|gelmiyorum|katılmıyorum|sanmıyorum|tamam_değil|uygun_değil|maalesef_hayır",
    other: "ertele|ertelemek_istiyorum|başka_gün|başka_saat|başka_bir_gün|değiştir|değiştirmek_istiyorum",
    polite: "teşekkürler|teşekkür_ederim|sağolun|sağol|lütfen|merhaba|iyi_günler|görüşürüz|maalesef",
  },
  vi: {
    yes: "vâng|dạ_vâng|đồng_ý|xác_nhận|tôi_xác_nhận|tôi_sẽ_đến|tôi_đồng_ý",
    no: "không|không_được|không_thể|tôi_không_thể|tôi_không_thể_đến|tôi_không_đến_được|tôi_không_đến",
    other: "đổi_lịch|đổi_giờ|đổi_ngày|ngày_khác|giờ_khác",
    polite: "cảm_ơn|xin_cảm_ơn|xin_chào|xin_lỗi|dạ",
  },
  zh: {
    yes: "是|是的|好|好的|好啊|好呀|好哇|好嘞|没问题|沒問題|可以|行|中|同意|对|對|嗯|会来|我会来|我會來|我会去|确认|確認|我确认",
    no: "不|不是|不行|不中|不可以|不好|不能|不去|不来|拒绝|否定|我不能来|我不能去|来不了|我来不了|去不了|那不可以",
    other: "改时间|改時間|改期|换时间|改约|换个时间|我想改时间|我要改时间|另一天",
    polite: "谢谢|謝謝|谢谢你|谢谢您|你好|您好|抱歉|对不起|不好意思",
  },
};

export const worldAnswers: Record<string, Table<Part>> = Object.fromEntries(
  Object.entries(words).map(([language, own]) => [language, tableOf(own)]),
);
