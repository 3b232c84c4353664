import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.apache.poi.poifs.macros.VBAMacroReader;

/** Prints each module of a workbook as Apache POI reads it: name, text in base64. */
public class ReadMacros {
    public static void main(String[] arguments) throws Exception {
        PrintStream out = new PrintStream(System.out, true, "UTF-8");
        try (VBAMacroReader reader = new VBAMacroReader(new File(arguments[0]))) {
            for (Map.Entry<String, String> module : reader.readMacros().entrySet()) {
                byte[] text = module.getValue().getBytes(StandardCharsets.UTF_8);
                String encoded = Base64.getEncoder().encodeToString(text);
                out.println(module.getKey() + " " + encoded);
            }
        }
    }
}
