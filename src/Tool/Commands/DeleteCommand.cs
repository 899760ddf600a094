using System.CommandLine;
using Gen.Tool.Reading;

namespace Gen.Tool.Commands;

/// <summary><c>gen delete</c>: moves runs to the folder <c>_trash</c> beside them, and empties it.</summary>
internal static class DeleteCommand
{
    private const string Trash = "_trash";

    private static readonly Argument<string[]> s_runs = new("RUN")
    {
        Description = "The numbers of runs, or their folders.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<bool> s_undo = new("--undo") { Description = "Move the runs back." };
    private static readonly Option<bool> s_empty = new("--empty") { Description = "Delete for good what is in _trash." };

    public static Command Create()
    {
        var command = new Command("delete", "Move runs to _trash beside them.") { s_runs, s_undo, s_empty };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult line)
    {
        var root = RunsFolder.Find(line);
        var ids = line.GetValue(s_runs) ?? [];
        if (line.GetValue(s_empty))
            return ids.Length == 0 ? Empty(root) : throw new UserErrorException("Option --empty takes no runs.");
        if (ids.Length == 0)
            throw new UserErrorException("'gen delete' requires the number of a run.");
        if (line.GetValue(s_undo))
            Array.ForEach(ids, id => Restore(root, id));
        else
            Delete(root, ids);
        return 0;
    }

    private static void Delete(string root, string[] ids)
    {
        var all = RunsFolder.Read(root);
        var runs = Array.ConvertAll(ids, id => RunsFolder.Run(all, id));
        if (Array.Find(runs, r => r.Status == "RUNNING") is { } running)
            throw new UserErrorException($"Run {running.Id} is running.");
        foreach (var run in runs)
        {
            var parent = Path.GetDirectoryName(run.Folder)!;
            var target = Path.Combine(parent, Trash, Path.GetFileName(run.Folder));
            for (var i = 2; Path.Exists(target); i++)
                target = Path.Combine(parent, Trash, $"{Path.GetFileName(run.Folder)}.{i}");
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            Directory.Move(run.Folder, target);
            Console.Out.WriteLine($"Moved to '{target}'.");
        }
    }

    private static void Restore(string root, string id)
    {
        var parts = id.Split('/');
        var target = Path.Combine(root, id);
        var source = Path.Combine([root, .. parts[..^1], Trash, parts[^1]]);
        if (parts.Contains("..") || !Directory.Exists(source))
            throw new UserErrorException($"There is no run '{id}' in '{Path.GetDirectoryName(source)}'.");
        if (Path.Exists(target))
            throw new UserErrorException($"'{target}' exists.");
        Directory.Move(source, target);
        Console.Out.WriteLine($"Moved back to '{target}'.");
    }

    private static int Empty(string root)
    {
        var parents = RunFinder.Find(root).Select(r => Path.GetDirectoryName(r.Folder)!).Append(root).Distinct();
        foreach (var trash in parents.Select(p => Path.Combine(p, Trash)).Where(Directory.Exists))
        {
            Directory.Delete(trash, recursive: true);
            Console.Out.WriteLine($"Deleted '{trash}'.");
        }

        return 0;
    }
}
