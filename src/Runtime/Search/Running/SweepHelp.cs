using System.Text;

namespace Gen.Search;

/// <summary>The help text of the command <c>sweep</c>.</summary>
internal static class SweepHelp
{
    private const string Usage = """
        Usage: sweep SPACE... [options] [with] [NAMED | FILE.json | FILE.yaml | KEY=VALUE]...
               sweep resume N     go on with sweep N
               sweep retry N      run its failed trials once more
               sweep show N       print its trials

        Search space:
          KEY=A,B,C               one of these values
          KEY=uniform(LOW,HIGH)   a number
          KEY=log(LOW,HIGH)       a number, of which the logarithm is uniform
          KEY=int(LOW,HIGH)       an integer; of an entry that is an integer, the others are integers too
          NAMED,NAMED,default     one of these named configs, or none of them

        Options, beside those of a run:

        """;

    public static string Text
    {
        get
        {
            var text = new StringBuilder(Usage);
            foreach (var (option, value, doc) in SweepArguments.Options.Where(o => o.Doc.Length > 0))
                text.Append($"  {$"{option} {value}",-23} {doc}\n");

            return text.ToString();
        }
    }
}
