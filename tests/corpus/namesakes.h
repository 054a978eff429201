// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "corpus/gazetteer/build.h"

/// A small gazetteer of places that share their names. From GeoNames (CC BY 4.0).
namespace test {

/// id|name|other names|latitude|longitude|feature|country|division|population|altitude
inline constexpr auto places =
    "3432079|La Paz||-30.74179|-59.64517|PPLA2|AR|08|24716|52\n"
    "3435910|Buenos Aires||-34.61315|-58.37723|PPLC|AR|07|2891082|31\n"
    "3838583|Rosario||-32.94682|-60.63932|PPLA2|AR|21|948312|38\n"
    "3860259|Córdoba|Cordoba|-31.4135|-64.18105|PPLA|AR|05|1317298|395\n"
    "3911925|La Paz||-16.5|-68.15|PPLG|BO|04|2004652|3782\n"
    "3445575|Valparaíso||-21.22778|-50.86833|PPL|BR|27|15938|443\n"
    "3448439|São Paulo||-23.5475|-46.63611|PPLA|BR|27|12400232|769\n"
    "3449741|Santiago||-29.19167|-54.86722|PPL|BR|23|46611|426\n"
    "3452925|Porto Alegre||-30.03283|-51.23019|PPLA|BR|23|1488252|46\n"
    "3464975|Curitiba||-25.42778|-49.27306|PPLA|BR|18|1948626|924\n"
    "3868626|Valparaíso||-33.036|-71.62963|PPLA|CL|01|282448|15\n"
    "3871336|Santiago|Santiago de Chile|-33.45694|-70.64827|PPLC|CL|12|4837295|556\n"
    "3896433|Cartagena||-33.55384|-71.60761|PPL|CL|01|16875|82\n"
    "3666326|Valencia||8.25801|-76.14928|PPLA2|CO|12|10652|62\n"
    "3668132|Sevilla|Sevilla|4.26425|-75.93085|PPLA2|CO|29|43738|1617\n"
    "3674962|Medellín||6.25184|-75.56359|PPLA|CO|02|1999979|1500\n"
    "3675707|Madrid||4.73245|-74.26419|PPLA2|CO|33|85090|2547\n"
    "3678186|La Paz||10.38439|-73.17332|PPLA2|CO|10|13249|152\n"
    "3681957|Granada||3.54625|-73.70687|PPLA2|CO|19|32365|336\n"
    "3687238|Cartagena||10.39972|-75.51444|PPLA|CO|35|914552|34\n"
    "3688689|Bogotá|Bogota|4.60971|-74.08175|PPLC|CO|34|7674366|2582\n"
    "3769932|Monterrey||4.87802|-72.89575|PPLA2|CO|32|14828|447\n"
    "3621841|San José|San Jose|10.95192|-85.13572|PPL|CR|01|31430|50\n"
    "3621849|San José|San Jose|9.93333|-84.08333|PPLC|CR|08|335007|1161\n"
    "3624593|Buenos Aires||9.17298|-83.33277|PPL|CR|07|11680|383\n"
    "3536729|Santiago de Cuba||20.02083|-75.82667|PPLA|CU|15|555865|46\n"
    "3492914|Santiago de los Caballeros||19.4517|-70.69703|PPLA|DO|25|1200000|199\n"
    "2509954|Valencia||39.46975|-0.37739|PPLA|ES|60|789744|23\n"
    "2510911|Sevilla|Sevilla,Seville|37.38283|-5.97317|PPLA|ES|51|684234|16\n"
    "2513917|Mérida||38.91611|-6.34366|PPLA|ES|57|59352|229\n"
    "2517117|Granada||37.18817|-3.60667|PPLA2|ES|51|234325|689\n"
    "2519240|Córdoba|Cordoba|37.89155|-4.77275|PPLA2|ES|51|325708|117\n"
    "2520058|Cartagena||37.60512|-0.98623|PPLA3|ES|31|211996|5\n"
    "2521886|Almería||36.83814|-2.45974|PPLA2|ES|51|188810|21\n"
    "3109642|Santiago de Compostela||42.88052|-8.54569|PPLA|ES|58|97849|257\n"
    "3117735|Madrid||40.4165|-3.70256|PPLC|ES|29|3255944|665\n"
    "3118514|Lleida|Lérida|41.61674|0.62218|PPLA2|ES|56|137856|185\n"
    "3118532|León||42.60003|-5.57032|PPLA2|ES|55|134305|844\n"
    "3121070|Guadalajara||40.62862|-3.16185|PPLA2|ES|54|83039|722\n"
    "3128760|Barcelona||41.38879|2.15899|PPLA|ES|56|1620343|47\n"
    "3515302|Toluca||19.28786|-99.65324|PPLA|MX|15|489333|2671\n"
    "3521081|Puebla||19.03793|-98.20346|PPLA|MX|21|1692181|2143\n"
    "3523349|Mérida||20.97537|-89.61696|PPLA|MX|31|1201000|14\n"
    "3530240|Córdoba|Cordoba|18.8842|-96.92559|PPL|MX|30|140896|836\n"
    "3530597|Mexico City|Cidade do México,Ciudad de Mexico,Ciudad de "
    "México|19.42847|-99.12766|PPLC|MX|09|12294193|2240\n"
    "3980586|Valparaíso||22.77104|-103.56991|PPLA2|MX|32|12919|1895\n"
    "3983671|Santiago||25.42533|-100.15205|PPLA2|MX|19|36840|490\n"
    "3995465|Monterrey||25.67507|-100.31847|PPLA|MX|19|1135512|543\n"
    "3998655|León de los Aldama|León|21.12908|-101.67374|PPLA2|MX|11|1721199|1806\n"
    "4000900|La Paz||24.14231|-110.31316|PPLA|MX|03|250141|33\n"
    "4005539|Guadalajara||20.66682|-103.39182|PPLA|MX|14|1385629|1598\n"
    "4011469|Puebla||32.56654|-115.3534|PPL|MX|02|15168|7\n"
    "3618030|León||12.43787|-86.87804|PPLA|NI|08|144538|107\n"
    "3619136|Granada||11.92988|-85.95602|PPLA|NI|06|89409|62\n"
    "3929051|Santiago||-14.18469|-75.71124|PPL|PE|11|10449|379\n"
    "12157129|Santiago||-13.52728|-71.9843|PPL|PE|08|64075|3420\n"
    "2267057|Lisbon|Lisboa,Lisbonne|38.71667|-9.13333|PPLC|PT|14|517802|45\n"
    "2735943|Porto||41.14961|-8.61099|PPLA|PT|17|249633|97\n"
    "5405288|Valencia||34.44361|-118.60953|PPL|US|CA|148456|312\n"
    "3440639|San José de Mayo|San Jose|-34.3375|-56.71361|PPLA|UY|16|36529|52\n"
    "3440747|Rosario||-34.31667|-57.35|PPL|UY|04|10085|26\n"
    "3441575|Montevideo||-34.90328|-56.18816|PPLC|UY|10|1270737|34\n"
    "3442098|La Paz||-34.76031|-56.2259|PPL|UY|02|19913|57\n"
    "3625549|Valencia||10.16202|-68.00765|PPLA|VE|07|1619470|457\n"
    "3632308|Mérida||8.58972|-71.15611|PPLA|VE|14|300000|1544\n"
    "3646738|Caracas||10.48801|-66.87919|PPLC|VE|25|3000000|887\n"
    "3648559|Barcelona||10.13625|-64.68618|PPLA|VE|02|815141|8\n";

inline constexpr auto divisions = R"([{"code":"AR.07","name":"Buenos Aires F.D."},
{"code":"AR.08","name":"Entre Rios"},
{"code":"AR.21","name":"Santa Fe"},
{"code":"AR.05","name":"Cordoba"},
{"code":"BO.04","name":"La Paz Department"},
{"code":"BR.27","name":"São Paulo"},
{"code":"BR.23","name":"Rio Grande do Sul"},
{"code":"BR.18","name":"Paraná"},
{"code":"CL.01","name":"Valparaiso"},
{"code":"CL.12","name":"Santiago Metropolitan"},
{"code":"CO.29","name":"Valle del Cauca Department"},
{"code":"CO.19","name":"Meta Department"},
{"code":"CO.33","name":"Cundinamarca"},
{"code":"CO.12","name":"Córdoba"},
{"code":"CO.10","name":"Cesar Department"},
{"code":"CO.32","name":"Casanare Department"},
{"code":"CO.35","name":"Bolívar"},
{"code":"CO.34","name":"Bogota D.C."},
{"code":"CO.02","name":"Antioquia"},
{"code":"CR.08","name":"San José"},
{"code":"CR.07","name":"Puntarenas Province"},
{"code":"CR.01","name":"Alajuela Province"},
{"code":"CU.15","name":"Santiago de Cuba Province"},
{"code":"DO.25","name":"Santiago Province"},
{"code":"ES.31","name":"Murcia"},
{"code":"ES.51","name":"Andalusia"},
{"code":"ES.54","name":"Castille-La Mancha"},
{"code":"ES.57","name":"Extremadura"},
{"code":"ES.60","name":"Valencia"},
{"code":"ES.29","name":"Madrid"},
{"code":"ES.55","name":"Castille and León"},
{"code":"ES.56","name":"Catalonia"},
{"code":"ES.58","name":"Galicia"},
{"code":"MX.31","name":"Yucatán"},
{"code":"MX.30","name":"Veracruz"},
{"code":"MX.21","name":"Puebla"},
{"code":"MX.19","name":"Nuevo León"},
{"code":"MX.15","name":"México"},
{"code":"MX.09","name":"Mexico City"},
{"code":"MX.32","name":"Zacatecas"},
{"code":"MX.14","name":"Jalisco"},
{"code":"MX.11","name":"Guanajuato"},
{"code":"MX.03","name":"Baja California Sur"},
{"code":"MX.02","name":"Baja California"},
{"code":"NI.08","name":"León Department"},
{"code":"NI.06","name":"Granada Department"},
{"code":"PE.11","name":"Ica"},
{"code":"PE.08","name":"Cuzco Department"},
{"code":"PT.14","name":"Lisbon"},
{"code":"PT.17","name":"Porto"},
{"code":"US.CA","name":"California"},
{"code":"UY.16","name":"San José Department"},
{"code":"UY.10","name":"Montevideo Department"},
{"code":"UY.04","name":"Colonia"},
{"code":"UY.02","name":"Canelones"},
{"code":"VE.14","name":"Mérida"},
{"code":"VE.25","name":"Distrito Federal"},
{"code":"VE.07","name":"Carabobo"},
{"code":"VE.02","name":"Anzoátegui"}])";

/// Writes <folder>/places.db from these; the ISO codes are the few that the tests ask for.
inline acervo::GazetteerReport build_namesakes(const std::filesystem::path& folder) {
    const auto from = folder / "gazetteer-sources";
    std::filesystem::create_directories(from);
    std::ofstream dump(from / "cities500.txt", std::ios::binary);
    std::istringstream lines(places);
    for (std::string line; std::getline(lines, line);) {
        std::vector<std::string> of;
        std::istringstream cells(line);
        for (std::string cell; std::getline(cells, cell, '|');) of.push_back(cell);
        const auto& c = of;
        dump << c[0] << '\t' << c[1] << "\t\t" << c[2] << '\t' << c[3] << '\t' << c[4] << "\tP\t" << c[5] << '\t'
             << c[6] << "\t\t" << c[7] << "\t\t\t\t" << c[8] << "\t\t" << c[9] << "\tEtc/UTC\t2023-01-01\n";
    }
    dump.close();
    std::ofstream(from / "admin1.json", std::ios::binary) << divisions;
    std::ofstream(from / "iso.json", std::ios::binary)
        << R"({"3166-2":[{"code":"AR-X","name":"Córdoba","type":"Province"},{"code":"BR-PR","name":"Paraná","type":"State"},)"
        << R"({"code":"MX-YUC","name":"Yucatán","type":"State"},{"code":"ES-AN","name":"Andalucía","type":"Autonomous community"}]})";
    return acervo::build_gazetteer(
        folder, {from / "cities500.txt", from, from / "iso.json", SOURCE_DIR "/corpus/gazetteer/subdivisions.json"});
}

}  // namespace test
