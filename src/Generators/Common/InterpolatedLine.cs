using System.Globalization;
using System.Runtime.CompilerServices;

namespace Gen.Generators.Common
{
    /// <summary>What the compiler makes of <c>writer.Line($"…")</c>: the parts go into the writer as they stand. An empty line stays
    /// without blanks.</summary>
    [InterpolatedStringHandler]
    internal readonly ref struct InterpolatedLine
    {
        private readonly SourceWriter _writer;

        public InterpolatedLine(int literalLength, int formattedCount, SourceWriter writer) =>
            (_writer, Start) = (writer, writer.StartLine());

        /// <summary>Where the line's own text begins.</summary>
        public int Start { get; }

        public void AppendLiteral(string text) => _writer.Append(text);

        public void AppendFormatted(string? text)
        {
            if (text is not null)
                _writer.Append(text);
        }

        public void AppendFormatted<T>(T value) =>
            AppendFormatted(value is IFormattable number ? number.ToString(null, CultureInfo.InvariantCulture) : value?.ToString());
    }
}

namespace System.Runtime.CompilerServices
{
    /// <summary>Known to the compiler by name; netstandard2.0 has none.</summary>
    [AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
    internal sealed class InterpolatedStringHandlerAttribute : Attribute;

    /// <summary>Known to the compiler by name; netstandard2.0 has none.</summary>
    [AttributeUsage(AttributeTargets.Parameter)]
    internal sealed class InterpolatedStringHandlerArgumentAttribute(string argument) : Attribute
    {
        public string[] Arguments { get; } = [argument];
    }
}
