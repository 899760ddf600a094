using Gen.IO;
using Gen.TensorBoard.Protos;
using Google.Protobuf;

namespace Gen.TensorBoard;

/// <summary>
/// Reader of an event file of any writer. Truncated and corrupt records are reported in <see cref="Errors"/> and do not throw. Not
/// thread-safe.
/// </summary>
public sealed class EventReader : IDisposable
{
    private readonly RecordReader _records;
    private readonly TagTable _tags;
    private readonly List<EventReadError> _errors = [];

    /// <summary>Opens a file, which may still be growing.</summary>
    /// <param name="file">The path.</param>
    /// <exception cref="EventFileException">The file does not exist or cannot be opened.</exception>
    public EventReader(string file)
        : this(file, new TagTable())
    {
    }

    internal EventReader(string file, TagTable tags)
    {
        ArgumentException.ThrowIfNullOrEmpty(file);
        (File, _tags, _records) = (file, tags, RecordReader.Open(file));
    }

    /// <summary>The path of the file.</summary>
    public string File { get; }

    /// <summary>The offset of the next record in bytes.</summary>
    public long Position => _records.Position;

    /// <summary>The tags read so far, in the order of their first records.</summary>
    public IReadOnlyCollection<string> Tags => _tags.Names;

    /// <summary>
    /// The errors so far, in the order of the file. A last one of <see cref="EventReadErrorKind.Truncated"/> or
    /// <see cref="EventReadErrorKind.CorruptLength"/> is where reading stopped; it is removed when the next call of <see cref="Read"/> gets
    /// further.
    /// </summary>
    public IReadOnlyList<EventReadError> Errors => _errors;

    /// <summary>
    /// Reads the records that were added since the last call. An event with several values gives a record for each. If the enumeration is
    /// left early, the next call continues with the next event.
    /// </summary>
    /// <exception cref="EventFileException">The file cannot be read. Truncated or corrupt records do not throw.</exception>
    public IEnumerable<EventRecord> Read()
    {
        if (_errors is [.., { Kind: EventReadErrorKind.Truncated or EventReadErrorKind.CorruptLength }])
            _errors.RemoveAt(_errors.Count - 1);
        while (ReadNext() is var result and not RecordResult.End)
        {
            if (result is RecordResult.Truncated or RecordResult.CorruptLength)
            {
                Report(result is RecordResult.Truncated ? EventReadErrorKind.Truncated : EventReadErrorKind.CorruptLength, Position);
                yield break;
            }

            if (result is RecordResult.CorruptData)
                Report(EventReadErrorKind.CorruptData, _records.Start);
            else if (_tags.TryReadScalar(_records.Content) is { } scalar)
                yield return scalar;
            else if (Parse() is not { } message)
                Report(EventReadErrorKind.InvalidEvent, _records.Start);
            else if (message.WhatCase is not Event.WhatOneofCase.Summary)
                yield return new EventRecord(message);
            else
            {
                foreach (var value in message.Summary.Value)
                    yield return _tags.CreateRecord(message, value);
            }
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _records.Dispose();

    private RecordResult ReadNext()
    {
        try
        {
            return _records.ReadNext();
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

    private void Report(EventReadErrorKind kind, long offset) => _errors.Add(new EventReadError(File, offset, kind));
}

/// <summary>A truncated or corrupt record of an event file.</summary>
/// <param name="File">The path of the file.</param>
/// <param name="Offset">The offset of the record in bytes.</param>
/// <param name="Kind">The kind of error.</param>
public sealed record EventReadError(string File, long Offset, EventReadErrorKind Kind)
{
    /// <summary>Returns a line with file, offset and kind.</summary>
    public override string ToString() => $"{File}: at byte {Offset}, {Kind switch
    {
        EventReadErrorKind.Truncated => "the file ends within a record",
        EventReadErrorKind.CorruptLength => "the length of the record is corrupt, and nothing after it can be read",
        EventReadErrorKind.CorruptData => "the record is corrupt and was skipped",
        _ => "the record is not an event and was skipped",
    }}";
}

/// <summary>The kind of an <see cref="EventReadError"/>.</summary>
public enum EventReadErrorKind
{
    /// <summary>The file ends within a record: it is being written, or its writer was interrupted. Reading continues here once the file has
    /// grown.</summary>
    Truncated,

    /// <summary>The length of a record does not match its checksum. The offset of the next record is unknown, so reading stops
    /// here.</summary>
    CorruptLength,

    /// <summary>The data of a record do not match their checksum. The record is skipped.</summary>
    CorruptData,

    /// <summary>The data of a record match their checksum, but are not an event. The record is skipped.</summary>
    InvalidEvent,
}
