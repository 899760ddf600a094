using Gen.IO;
using Gen.TensorBoard.Protos;
using Google.Protobuf;

namespace Gen.TensorBoard;

/// <summary>
/// Reads one event file, whoever wrote it. What is not yet there or damaged ends or thins the reading and is reported, never thrown. Not
/// thread-safe.
/// </summary>
public sealed class EventReader : IDisposable
{
    private readonly RecordReader _records;
    private readonly TagTable _tags;
    private readonly List<EventDamage> _damage = [];

    /// <summary>Opens a file, which may be growing.</summary>
    /// <param name="file">Its path.</param>
    /// <exception cref="EventFileException">It is not there or cannot be opened.</exception>
    public EventReader(string file)
        : this(file, new TagTable())
    {
    }

    internal EventReader(string file, TagTable tags)
    {
        ArgumentException.ThrowIfNullOrEmpty(file);
        (File, _tags, _records) = (file, tags, RecordReader.Open(file));
    }

    /// <summary>The file.</summary>
    public string File { get; }

    /// <summary>Where the next record begins: bytes from the start of the file.</summary>
    public long Position => _records.Position;

    /// <summary>The tags seen so far, in order of their first record.</summary>
    public IReadOnlyCollection<string> Tags => _tags.Names;

    /// <summary>
    /// What could not be read so far, in order. A last one that is <see cref="EventDamageKind.Torn"/> or <see cref="EventDamageKind.Length"/> is
    /// where reading ended; it goes away when the next reading gets further.
    /// </summary>
    public IReadOnlyList<EventDamage> Damage => _damage;

    /// <summary>
    /// What has come since the last reading, in the file's order. An event with several values gives one record for each. A reading that is left early goes
    /// on with the next event.
    /// </summary>
    /// <exception cref="EventFileException">The operating system refuses to read, which is not the same as damage.</exception>
    public IEnumerable<EventRecord> Read()
    {
        if (_damage is [.., { Kind: EventDamageKind.Torn or EventDamageKind.Length }])
            _damage.RemoveAt(_damage.Count - 1);
        while (Next() is var outcome and not RecordOutcome.End)
        {
            if (outcome is RecordOutcome.Torn or RecordOutcome.DamagedLength)
            {
                Report(outcome is RecordOutcome.Torn ? EventDamageKind.Torn : EventDamageKind.Length, Position);
                yield break;
            }

            if (outcome is RecordOutcome.DamagedContent)
                Report(EventDamageKind.Checksum, _records.Start);
            else if (_tags.Point(_records.Content) is { } point)
                yield return point;
            else if (Parse() is not { } message)
                Report(EventDamageKind.Content, _records.Start);
            else if (message.WhatCase is not Event.WhatOneofCase.Summary)
                yield return EventRecord.Of(message);
            else
            {
                foreach (var value in message.Summary.Value)
                    yield return _tags.Record(message, value);
            }
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _records.Dispose();

    private RecordOutcome Next()
    {
        try
        {
            return _records.Next();
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw EventFileException.Reading(File, e);
        }
    }

    private Event? Parse()
    {
        try
        {
            return Event.Parser.ParseFrom(_records.Content);
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }

    private void Report(EventDamageKind kind, long offset) => _damage.Add(new EventDamage(File, offset, kind));
}

/// <summary>A place in an event file that could not be read.</summary>
/// <param name="File">The file.</param>
/// <param name="Offset">Where the record begins, in bytes from the start of the file.</param>
/// <param name="Kind">What is wrong.</param>
public sealed record EventDamage(string File, long Offset, EventDamageKind Kind)
{
    /// <summary>File, place and kind in a line.</summary>
    public override string ToString() => $"{File}: at byte {Offset}, {Kind switch
    {
        EventDamageKind.Torn => "the file ends within a record",
        EventDamageKind.Length => "the length of a record is damaged; nothing after it can be read",
        EventDamageKind.Checksum => "a record is damaged and was left out",
        _ => "a record is no event and was left out",
    }}";
}

/// <summary>What is wrong with a place in an event file.</summary>
public enum EventDamageKind
{
    /// <summary>The file ends within a record: it is being written, or its writer was cut off. Reading goes on here once the file has grown.</summary>
    Torn,

    /// <summary>A record's length does not have its checksum. Where the next record begins is not known, so reading stops here.</summary>
    Length,

    /// <summary>A record's content does not have its checksum. Reading goes on after it.</summary>
    Checksum,

    /// <summary>A record's content is whole, but no event. Reading goes on after it.</summary>
    Content,
}
