using Gen.TensorBoard;

namespace Gen.Benchmarks.EventFiles;

/// <summary>Reads the records of a file again and again, opening it anew each time; optionally the whole run, sorted by tag.</summary>
internal sealed class Records(string file) : IDisposable
{
    private EventReader _reader = new(file);
    private IEnumerator<EventRecord>? _records;

    public EventRecord? Last { get; private set; }

    public void Next()
    {
        _records ??= _reader.Read().GetEnumerator();
        while (!_records.MoveNext())
        {
            Dispose();
            _reader = new EventReader(file);
            _records = _reader.Read().GetEnumerator();
        }

        Last = _records.Current;
    }

    public void Dispose() => _reader.Dispose();
}
