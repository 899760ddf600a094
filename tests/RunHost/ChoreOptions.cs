using System.Runtime.CompilerServices;
using Gen.PostgreSql;

namespace Gen.RunHost;

/// <summary>The options of <see cref="Chore"/>: with the database <c>HOST_POSTGRES</c>, if there is one.</summary>
internal static class ChoreOptions
{
    // A method of its own, because other scenarios load no client of a database.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static RunOptions Create(string runs)
    {
        var options = new RunOptions { RunsDirectory = runs, HeartbeatInterval = TimeSpan.FromSeconds(1) };
        if (Environment.GetEnvironmentVariable("HOST_POSTGRES") is { } address)
            options.Observers.Add(new PostgreSqlObserver(address));
        return options;
    }
}
