using System.CommandLine;
using Gen.PostgreSql;
using Gen.Tool.Reading;
using Npgsql;

namespace Gen.Tool.Commands;

/// <summary>The database of runs that a command works on instead of a folder.</summary>
internal static class RunStore
{
    /// <summary>The option <c>--store</c>.</summary>
    public static Option<string?> Option { get; } = new("--store")
    {
        Description = "A database instead of a folder: postgres://user@host/database (default: GEN_STORE, unless a folder is given).",
        HelpName = "ADDRESS",
    };

    /// <summary>Returns the database; null to work on a folder.</summary>
    /// <param name="line">The command line.</param>
    /// <param name="folder">The folder that is given; null for none.</param>
    /// <exception cref="UserErrorException">The address is not valid, or there is a folder, too.</exception>
    public static PostgreSqlStore? Find(ParseResult line, string? folder = null)
    {
        var given = line.GetValue(Option);
        if (given is not null && folder is not null)
            throw new UserErrorException("Option --store cannot be combined with a folder.");
        var address = given ?? (folder is null ? Environment.GetEnvironmentVariable("GEN_STORE") : null);
        return address is { Length: > 0 } ? new PostgreSqlStore(PostgreSqlAddress.Parse(address)) : null;
    }

    /// <summary>Returns the folder into which runs of the database are recorded; it may not exist yet.</summary>
    public static string FolderFor(ParseResult line) =>
        Path.GetFullPath(line.GetValue(RunsFolder.Option) ?? Environment.GetEnvironmentVariable("GEN_RUNS") ?? "runs");

    /// <summary>Reads all runs of the database.</summary>
    public static List<RunRow> Read(PostgreSqlStore store)
    {
        var runs = new List<RunRow>();
        Use(() => runs = StoredRuns.Read(store));
        return runs;
    }

    /// <summary>Does something with the database.</summary>
    /// <exception cref="UserErrorException">The database has refused it, or does not answer any more.</exception>
    public static void Use(Action action)
    {
        try
        {
            action();
        }
        catch (NpgsqlException e)
        {
            throw new UserErrorException($"The database: {e.Message.ReplaceLineEndings(" ")}", e);
        }
    }
}
