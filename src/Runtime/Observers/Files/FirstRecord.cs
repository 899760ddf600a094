using System.Text;
using Gen.Runs;

namespace Gen.Observers;

/// <summary>
/// What <c>run.json</c> says in its first milliseconds, until <see cref="RunJson"/> has been loaded: enough to tell a run that died at once from
/// one that never was. Put together by hand, because loading a JSON writer would take longer than all else before the program's first line.
/// </summary>
internal static class FirstRecord
{
    public static byte[] Make(Run run)
    {
        var text = new StringBuilder(512);
        text.Append("{\n  \"artifacts\": [],\n  \"command\": ");
        AppendString(text, run.Command);
        text.Append(",\n  \"experiment\": {\n    \"dependencies\": [],\n    \"name\": ");
        AppendString(text, run.ExperimentName);
        text.Append(",\n    \"repositories\": [],\n    \"sources\": []\n  },\n  \"heartbeat\": null,\n  \"host\": {},\n  \"meta\": {},\n");
        text.Append("  \"resources\": [],\n  \"result\": null,\n  \"start_time\": \"").Append(Timestamp.Text(run.StartTime.UtcDateTime));
        text.Append("\",\n  \"status\": \"RUNNING\",\n  \"stop_time\": null\n}");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void AppendString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            if (c is '"' or '\\')
                text.Append('\\').Append(c);
            else if (c < ' ')
                text.Append("\\u00").Append(c < 16 ? '0' : '1').Append("0123456789abcdef"[c & 15]);
            else
                text.Append(c);
        }

        text.Append('"');
    }
}
