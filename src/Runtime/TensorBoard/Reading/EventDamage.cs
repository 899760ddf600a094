namespace Gen.TensorBoard;

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
