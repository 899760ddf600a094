using System.Collections.Generic;
using System.Linq;
using System.Text;
using Gen.Generators.Common;
using Gen.Generators.Experiments.Model;

namespace Gen.Generators.Experiments.Emit;

/// <summary>The help text as one constant: usage, commands, entries with types and defaults, named configs.</summary>
internal static class HelpEmitter
{
    public static void Emit(SourceWriter w, ExperimentModel model)
    {
        w.Line("private const string HelpText =").Indent();
        var lines = Text(model).TrimEnd('\n').Split('\n');
        for (var i = 0; i < lines.Length; i++)
            w.Line(Literals.Text(lines[i] + "\n") + (i < lines.Length - 1 ? " +" : ";"));
        w.Unindent().Line();
    }

    public static string Text(ExperimentModel model)
    {
        var text = new StringBuilder();
        text.Append(model.Name).Append(model.Doc is null ? "" : ": " + model.Doc).Append("\n\n");
        text.Append("Usage: [COMMAND] [options] [with] [NAMED | FILE.json | KEY=VALUE]...\n\n");
        text.Append("Commands:\n");
        var commands = model.Commands.Select(c => (c.Name == CommandParser.MainName ? "run (default)" : c.Name, c.Doc ?? ""));
        Table(text, commands.Concat(
        [
            ("print-config", "Print the config that a run would have, and where each value came from."),
            ("print-named-configs", "Print the named configs."),
            ("save-config [FILE]", "Write what was set to a JSON file (default: config.json; - for standard output)."),
            ("resume RUN", "Go on with a run (its number or folder) from its newest checkpoint; what follows with changes its config."),
        ]));
        text.Append("\nConfig entries:\n");
        Table(text, model.Entries.Where(e => !e.IsDerived).Select(e => ($"{e.Key} ({e.Value.HelpText}{(e.Default is null ? "" : " = " + e.Default)})", e.Doc ?? "")));
        var derived = model.Entries.Where(e => e.IsDerived).Select(e => (e.Key, e.Doc ?? "")).ToArray();
        if (derived.Length > 0)
        {
            text.Append("\nDerived values:\n");
            Table(text, derived);
        }

        if (model.NamedConfigs.Count > 0)
        {
            text.Append("\nNamed configs:\n");
            Table(text, model.NamedConfigs.Select(n => (n.Name, n.Doc ?? "")));
        }

        return text.ToString();
    }

    private static void Table(StringBuilder text, IEnumerable<(string Left, string Right)> rows)
    {
        var all = rows.ToArray();
        var width = all.Select(r => r.Left.Length).Where(l => l <= 40).DefaultIfEmpty(0).Max();
        foreach (var (left, right) in all)
            text.Append(("  " + left.PadRight(width) + (right.Length > 0 ? "  " + right : "")).TrimEnd()).Append('\n');
    }
}
