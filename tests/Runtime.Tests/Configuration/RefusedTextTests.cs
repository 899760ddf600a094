using Gen.Runtime.Tests.Configuration.Subjects;

namespace Gen.Runtime.Tests.Configuration;

/// <summary>A value that cannot be read exactly as written is refused, and the message names the nearest right form.</summary>
public class RefusedTextTests
{
    [Theory]
    [InlineData("how_long=25:00:00", "duration such as 01:30:00 or 2.00:00:00 (days), but was '25:00:00'. Did you mean '1.01:00:00'?")]
    [InlineData("how_long=24:00:00", "Did you mean '1.00:00:00'?")]
    [InlineData("how_long=-100:30:00", "Did you mean '-4.04:30:00'?")]
    [InlineData("how_long=1.24:00:00", "Did you mean '2.00:00:00'?")]
    [InlineData("how_long=00:90:00", "Did you mean '01:30:00'?")]
    [InlineData("how_long=00:00:90", "Did you mean '00:01:30'?")]
    [InlineData("how_long=1:02:03:04", "Did you mean '1.02:03:04'?")]
    [InlineData("how_long=1.5:00", "Did you mean '1.05:00:00'?")]
    [InlineData("how_long=90", "Did you mean '00:01:30'?")]
    [InlineData("how_long=1.5", "Did you mean '00:00:01.5000000'?")]
    [InlineData("how_long=90s", "Did you mean '00:01:30'?")]
    [InlineData("how_long=2 h", "Did you mean '02:00:00'?")]
    [InlineData("how_long=3d", "Did you mean '3.00:00:00'?")]
    [InlineData("how_long=1:30", "Did you mean '01:30:00' or '00:01:30'?")]
    [InlineData("how_long=10:00", "Did you mean '10:00:00' or '00:10:00'?")]
    [InlineData("how_long=00:00:00.12345678", "but was '00:00:00.12345678'.")]
    [InlineData("how_long=10675200.00:00:00", "but was '10675200.00:00:00'.")]
    [InlineData("no_time=25:00:00", "(days) or null, but was '25:00:00'. Did you mean '1.01:00:00'?")]
    public void Duration_NotInItsOneForm_IsRefused(string update, string message) => Check(update, message);

    [Theory]
    [InlineData("when=12:30", "must be a date and time such as 2026-01-31T12:00:00, but was '12:30'.")]
    [InlineData("when=1.2", "but was '1.2'.")]
    [InlineData("when=5", "but was '5'.")]
    [InlineData("when=01/02/2026", "but was '01/02/2026'.")]
    [InlineData("when=January 2026", "but was 'January 2026'.")]
    [InlineData("when=2026-01", "but was '2026-01'.")]
    [InlineData("when=2026-01-31 12:30", "but was '2026-01-31 12:30'. Did you mean '2026-01-31T12:30:00'?")]
    [InlineData("when=2026/1/5", "but was '2026/1/5'. Did you mean '2026-01-05T00:00:00'?")]
    [InlineData("when=2026-01-31t12:30:00z", "Did you mean '2026-01-31T12:30:00Z'?")]
    [InlineData("when=2026-01-31T12:30:00.12345678", "Did you mean '2026-01-31T12:30:00.1234568'?")]
    [InlineData("when=2026-02-30", "but was '2026-02-30'.")]
    [InlineData("when=2026-01-31T24:00:00", "but was '2026-01-31T24:00:00'.")]
    [InlineData("when=0001-01-01T00:00:00+05:00", "but was '0001-01-01T00:00:00+05:00'.")]
    [InlineData("where=12:30", "must be a date and time with an offset such as 2026-01-31T12:00:00+01:00, but was '12:30'.")]
    [InlineData("where=1.2", "but was '1.2'.")]
    [InlineData("where=2026-01-31T12:30:00+15:00", "but was '2026-01-31T12:30:00+15:00'.")]
    [InlineData("where=2026-01-31 12:30:00 +01:00", "Did you mean '2026-01-31T12:30:00+01:00'?")]
    [InlineData("no_when=12:30", "but was '12:30'.")]
    [InlineData("no_where=1.2", "but was '1.2'.")]
    [InlineData("no_dates=2026-01-31,12:30", "'no_dates.1' is '12:30'.")]
    public void Date_NotInIsoForm_IsRefused(string update, string message) => Check(update, message);

    [Theory]
    [InlineData("float64=1e-400", "Entry 'float64' must be a number, but was '1e-400'. The nearest value of its type is 0.")]
    [InlineData("float64=-1e-400", "The nearest value of its type is -0.")]
    [InlineData("float32=1e-50", "The nearest value of its type is 0.")]
    [InlineData("float16=1e-9", "The nearest value of its type is 0.")]
    [InlineData("float64=1e400", "The largest value of its type is 1.7976931348623157E+308.")]
    [InlineData("float32=1e39", "The largest value of its type is 3.4028235E+38.")]
    [InlineData("float16=65520", "The largest value of its type is 65504.")]
    [InlineData("float32=16777217", "Entry 'float32' must be a number, but was '16777217'. The nearest value of its type is 16777216.")]
    [InlineData("float32=-16777217", "The nearest value of its type is -16777216.")]
    [InlineData("float32=16_777_217", "The nearest value of its type is 16777216.")]
    [InlineData("float16=65519", "The nearest value of its type is 65504.")]
    [InlineData("float16=2049", "The nearest value of its type is 2048.")]
    [InlineData("float64=9007199254740993", "The nearest value of its type is 9007199254740992.")]
    [InlineData("no_double=9223372036854775807", "The nearest value of its type is 9.223372036854776E+18.")]
    [InlineData(
        "maybe_doubles=1,9007199254740993",
        "'maybe_doubles.1' is '9007199254740993'. The nearest value of its type is 9007199254740992.")]
    [InlineData("weights.a=9007199254740993", "Entry 'weights.a' must be a number, but was '9007199254740993'.")]
    [InlineData("no_half=1e-400", "The nearest value of its type is 0.")]
    public void Floating_OutOfItsType_IsRefused(string update, string message) => Check(update, message);

    [Theory]
    [InlineData("money=1e-30", "must be a decimal number, but was '1e-30'. The nearest value of its type is 0.")]
    [InlineData("money=0.12345678901234567890123456789", "The nearest value of its type is 0.1234567890123456789012345679.")]
    [InlineData("money=7922816251426433759354395033.55", "The nearest value of its type is 7922816251426433759354395034.")]
    [InlineData("money=1e29", "The largest value of its type is 79228162514264337593543950335.")]
    [InlineData("money=nan", "but was 'nan'.")]
    [InlineData("no_money=1e-30", "a decimal number or null, but was '1e-30'.")]
    public void Decimal_WithMoreDigitsThanItHolds_IsRefused(string update, string message) => Check(update, message);

    [Theory]
    [InlineData("signed32=1.0", "but was '1.0'. Did you mean '1'?")]
    [InlineData("no_int=1.0", "or null, but was '1.0'. Did you mean '1'?")]
    [InlineData("signed32=1e3", "Did you mean '1000'?")]
    [InlineData("signed32=0x10", "Did you mean '16'?")]
    [InlineData("signed32=1,000", "Did you mean '1000'?")]
    [InlineData("signed32=1 000", "Did you mean '1000'?")]
    [InlineData("signed32=1__000", "Did you mean '1000'?")]
    [InlineData("signed32=\u22125", "Did you mean '-5'?")]
    [InlineData("signed32=\u0665", "Did you mean '5'?")]
    [InlineData("signed32=\uff15", "Did you mean '5'?")]
    [InlineData("signed32=--5", "but was '--5'.")]
    [InlineData("signed32=5-", "but was '5-'.")]
    [InlineData("signed32=(5)", "but was '(5)'.")]
    [InlineData("signed32=1.5", "but was '1.5'.")]
    [InlineData("signed32=2147483648", "an integer from -2147483648 to 2147483647, but was '2147483648'.")]
    [InlineData("no_int=NULL", "Did you mean 'null'?")]
    [InlineData("ints=1,2.0", "'ints.1' is '2.0'. Did you mean '2'?")]
    [InlineData("float64=0.5f", "Did you mean '0.5'?")]
    [InlineData("float64=1,5", "Did you mean '1.5'?")]
    [InlineData("float64=1,234.5", "Did you mean '1234.5'?")]
    [InlineData("float64=1,234", "but was '1,234'.")]
    [InlineData("float64=0x10", "Did you mean '16'?")]
    [InlineData("float64=\u0661.5", "Did you mean '1.5'?")]
    [InlineData("float64=-nan", "Did you mean 'nan'?")]
    [InlineData("float64=\u221e", "Did you mean 'inf'?")]
    [InlineData("float64=50%", "but was '50%'.")]
    [InlineData("float64=1 2", "but was '1 2'.")]
    [InlineData("flag=y", "must be true or false, but was 'y'. Did you mean 'true'?")]
    [InlineData("flag=2", "but was '2'.")]
    [InlineData("id=0x345678-1234-1234-1234-123456789abc", "must be a GUID, but was")]
    [InlineData("id=+1234567-1234-1234-1234-123456789abc", "must be a GUID, but was")]
    public void Number_InAnotherNotation_IsRefused(string update, string message) => Check(update, message);

    [Theory]
    [InlineData("""{"signed32": 1.0}""", "but was 1.0. Did you mean '1'?")]
    [InlineData("""{"signed32": "5\u0000"}""", "but was ")]
    [InlineData("""{"float64": "5\u0000"}""", "but was ")]
    [InlineData("""{"float64": 1e-400}""", "The nearest value of its type is 0.")]
    [InlineData("""{"float32": 16777217}""", "The nearest value of its type is 16777216.")]
    [InlineData("""{"float16": 2049}""", "The nearest value of its type is 2048.")]
    [InlineData("""{"money": 1e-30}""", "The nearest value of its type is 0.")]
    [InlineData("""{"how_long": "25:00:00"}""", "Did you mean '1.01:00:00'?")]
    [InlineData("""{"how_long": 90}""", "but was 90. Did you mean '00:01:30'?")]
    [InlineData("""{"when": "12:30"}""", "but was \"12:30\".")]
    [InlineData("""{"when": 1.2}""", "but was 1.2.")]
    [InlineData("""{"color": 7}""", "but was 7. Did you mean 'Blue'?")]
    [InlineData("""{"color": "'red'"}""", "but was \"'red'\".")]
    [InlineData("""{"ints": [1, 2.0]}""", "'ints.1' is '2.0'. Did you mean '2'?")]
    [InlineData("""{"weights": {"a": 1, "b": 1e-400}}""", "'weights.b' is '1e-400'. The nearest value of its type is 0.")]
    [InlineData("""{"weights": {"a": 1, "a": 2}}""", "Key 'a' is given twice.")]
    public void Json_NotReadExactly_IsRefused(string json, string message) => Matches(() => Everything.FromJson(json), message);

    private static void Check(string update, string message) => Matches(() => Everything.Parse(update), message);

    private static void Matches(Func<Everything> read, string message)
    {
        var error = Assert.Throws<ConfigException>(read).Message;
        Assert.Contains(message, error);
        Assert.DoesNotContain('\n', error);
    }
}
