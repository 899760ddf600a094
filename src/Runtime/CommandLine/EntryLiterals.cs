using System.Buffers;
using System.Text.Json;
using Gen.Configuration;

namespace Gen.CommandLine;

/// <summary>The values of all entries of a config as JSON literals in UTF-8, on one line each. They lie in one array, which costs a fraction of a writer for each.</summary>
internal sealed class EntryLiterals
{
    private static readonly JsonWriterOptions s_options = ConfigWriter.Options with { Indented = false, SkipValidation = true };   // a list of whole values is right by itself

    private readonly ArrayBufferWriter<byte> _text;
    private readonly int[] _ends;

    private EntryLiterals(int entries) => (_text, _ends) = (new ArrayBufferWriter<byte>(16 * (entries + 16)), new int[entries]);

    /// <summary>An entry's value.</summary>
    public ReadOnlySpan<byte> this[int entry] => _text.WrittenSpan[(entry == 0 ? 1 : _ends[entry - 1] + 1).._ends[entry]];   // after the bracket or a comma

    public static EntryLiterals Of<TExperiment>(ExperimentSchema<TExperiment> schema, TExperiment config)
        where TExperiment : class, IExperiment
    {
        var literals = new EntryLiterals(schema.Entries.Length);
        using var writer = new Utf8JsonWriter(literals._text, s_options);
        writer.WriteStartArray();
        for (var i = 0; i < literals._ends.Length; i++)
        {
            schema.Write(config, i, writer);
            literals._ends[i] = (int)writer.BytesCommitted + writer.BytesPending;
        }

        writer.WriteEndArray();
        return literals;
    }
}
