using System.Collections.Concurrent;
using Npgsql;

namespace Gen.PostgreSql;

/// <summary>
/// An observer that writes runs, their scalars and the names of their artifacts into the tables of the schema <c>gen</c>, which it creates.
/// With the option <c>--queue</c>, runs are queued in the database, for <c>gen work --store</c>.
/// </summary>
/// <remarks>While the database does not answer, what is missing is kept and written later. Scalars are written once a second.</remarks>
public sealed class PostgreSqlObserver : IRunObserver, IQueueObserver, IDisposable
{
    private readonly PostgreSqlStore _store;
    private readonly ConcurrentDictionary<Run, PostgreSqlRun> _runs = [];

    /// <summary>Creates an observer. The database is used when the first run starts.</summary>
    /// <param name="address">
    /// The address, <c>postgres://user:password@host:5432/database</c>, with the parameter <c>sslmode</c>. The password can be in
    /// <c>PGPASSWORD</c> or in <c>~/.pgpass</c> instead. It is shown as <c>***</c>.
    /// </param>
    /// <exception cref="PostgreSqlException">The address is not valid.</exception>
    public PostgreSqlObserver(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        _store = new PostgreSqlStore(PostgreSqlAddress.Parse(address));
    }

    /// <summary>Receives an event.</summary>
    public void OnEvent(in RunEvent runEvent)
    {
        var mine = Of(runEvent.Run);
        mine.Add(runEvent);
        if (runEvent.Kind == RunEventKind.Finished)
            _runs.TryRemove(runEvent.Run, out _);
        if (runEvent.Kind != RunEventKind.Flush || runEvent.Scalars.Count > 0)
            mine.Write();
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose() => _store.Dispose();

    string IQueueObserver.Add(Run run)
    {
        using var connection = _store.Open();
        return $"Queued run {PostgreSqlQueue.Add(connection, run)} in {_store.Address.Shown}";
    }

    void IQueueObserver.Begin(Run run, string claim)
    {
        using var connection = _store.Open();
        Of(run).Id = PostgreSqlQueue.Begin(connection, run, claim) ?? throw new PostgreSqlException(
            "Another worker has taken the run from the queue.");
    }

    void IQueueObserver.SetFolder(Run run)
    {
        try
        {
            using var connection = _store.Open();
            Of(run).Start(connection);
        }
        catch (Exception e) when (e is PostgreSqlException or NpgsqlException)
        {
            // The first event writes it.
        }
    }

    private PostgreSqlRun Of(Run run) => _runs.GetOrAdd(run, r => new PostgreSqlRun(_store, r));
}
