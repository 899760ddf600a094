using System.CommandLine;
using System.Globalization;
using Gen.Tool.Output;
using Gen.Tool.Queries;
using Gen.Tool.Reading;

namespace Gen.Tool.Commands;

/// <summary><c>gen runs</c>: the table of runs.</summary>
internal static class RunsCommand
{
    private const int DefaultLast = 30;

    private static readonly Argument<string?> s_folder = new("FOLDER")
    {
        Description = "The folder, as --runs.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<string?> s_where = new("--where", "-w")
    {
        Description = "Only runs for which a condition holds: \"status=COMPLETED and val_accuracy>0.8 and epochs in (3, 10)\".",
        HelpName = "CONDITION",
    };

    private static readonly Option<string?> s_sort = new("--sort", "-s")
    {
        Description = "Sort by columns: \"val_loss.best,-start\". A minus sign is for descending.",
        HelpName = "NAMES",
    };

    private static readonly Option<string?> s_columns = new("--columns", "-c")
    {
        Description = "The columns: properties, entries and scalars, as \"id,epochs,val_loss,val_loss.best\", or all.",
        HelpName = "NAMES",
    };

    private static readonly Option<int?> s_last = new("--last", "-n")
    {
        Description = $"Only the last N runs; 0 for all (default: {DefaultLast}, or all with --json and --csv).",
        HelpName = "N",
    };

    private static readonly Option<bool> s_archived = new("--archived") { Description = "Archived runs, too." };
    private static readonly Option<bool> s_json = new("--json") { Description = "Write JSON." };
    private static readonly Option<bool> s_csv = new("--csv") { Description = "Write CSV." };

    public static Command Create()
    {
        var command = new Command("runs", "List runs: what tells them from each other, and how good they are.")
        {
            s_folder, s_where, s_sort, s_columns, s_last, s_archived, s_json, s_csv, RunStore.Option,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult line)
    {
        if (line.GetValue(s_json) && line.GetValue(s_csv))
            throw new UserErrorException("Options --json and --csv cannot be combined.");
        if (line.GetValue(s_last) < 0)
            throw new UserErrorException($"Option --last must be at least 0, but was {line.GetValue(s_last)}.");
        using var store = RunStore.Find(line, line.GetValue(s_folder) ?? line.GetValue(RunsFolder.Option));
        var folder = store is null ? RunsFolder.Find(line, line.GetValue(s_folder)) : store.Address.Shown;
        var all = store is null ? RunsFolder.Read(folder) : RunStore.Read(store);
        var runs = all.Where(r => line.GetValue(s_archived) || !r.Marks.IsArchived).ToList();
        if (line.GetValue(s_where) is { } where)
            runs = [.. runs.Where(Query.Parse(where, all))];
        var isTable = !line.GetValue(s_json) && !line.GetValue(s_csv);
        var (count, last) = (runs.Count, line.GetValue(s_last) ?? (isTable ? DefaultLast : 0));

        // The last ones by start, or the first ones of an order that the user gave.
        if (line.GetValue(s_sort) is { } sort)
            runs = [.. RunOrder.Sort(runs, sort, all).Take(last == 0 ? int.MaxValue : last)];
        else if (last > 0)
            runs = [.. runs.TakeLast(last)];
        var given = line.GetValue(s_columns);
        var columns = given switch
        {
            null => null,
            "all" => RunColumns.All(runs),
            _ => RunColumns.Given(given, all),
        };
        if (line.GetValue(s_json))
            Exports.Json(runs, columns);
        else if (line.GetValue(s_csv))
            Exports.Csv(runs, columns ?? RunColumns.All(runs));
        else
            WriteTable(folder, runs, columns ?? RunColumns.Default(runs), count);
        return 0;
    }

    private static void WriteTable(string folder, List<RunRow> runs, List<RunField> columns, int count)
    {
        if (runs.Count == 0)
        {
            Console.Out.WriteLine($"No runs in '{folder}'.");
            return;
        }

        Tables.Write(
            [.. columns.Select(c => c.Name)],
            runs.Select(r => columns.Select(c => ValueText.Of(c, c.Read(r))).ToArray()),
            row => row.Any(c => c is "FAILED" or "DIED" or "DAMAGED") ? "red" : row.Contains("RUNNING") ? "green" : null);
        if (count > runs.Count)
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{runs.Count} of {count} runs; --last 0 shows all."));
    }
}

/// <summary>The order of runs.</summary>
internal static class RunOrder
{
    /// <summary>Sorts runs; those without a value are last.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="names">The columns, separated by commas; with a minus sign before them descending.</param>
    /// <param name="all">The runs, of which at least one must have the columns.</param>
    /// <exception cref="UserErrorException">No run has a column.</exception>
    public static IEnumerable<RunRow> Sort(IEnumerable<RunRow> runs, string names, IReadOnlyList<RunRow> all)
    {
        IOrderedEnumerable<RunRow>? sorted = null;
        foreach (var name in names.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var (field, isDescending) = (RunField.Find(name.TrimStart('-'), all), name.StartsWith('-'));
            var order = Comparer<RunValue?>.Create((a, b) => Compare(a, b, isDescending));
            sorted = sorted is null ? runs.OrderBy(field.Read, order) : sorted.ThenBy(field.Read, order);
        }

        return sorted ?? runs;
    }

    private static int Compare(RunValue? a, RunValue? b, bool isDescending)
    {
        if (a is not { } left || b is not { } right)
            return (a is null).CompareTo(b is null);
        var (x, y) = (left.Number, right.Number);
        if (x is { } first && y is { } second)
        {
            // NaN is neither good nor bad: after all numbers.
            if (double.IsNaN(first) || double.IsNaN(second))
                return double.IsNaN(first).CompareTo(double.IsNaN(second));
            return isDescending ? second.CompareTo(first) : first.CompareTo(second);
        }

        if (x is null != y is null)
            return (x is null).CompareTo(y is null);
        var order = NaturalOrder.Compare(left.Text, right.Text);
        return isDescending ? -order : order;
    }
}
