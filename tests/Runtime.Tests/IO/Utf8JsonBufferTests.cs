using System.Text;
using Gen.IO;
using Gen.Runtime.Tests.Observers;

namespace Gen.Runtime.Tests.IO;

public class Utf8JsonBufferTests
{
    [Fact]
    public void TimesOfOneSecondAndOfOthersAreWrittenAsEverywhereElse()
    {
        var random = new Random(1);
        var buffer = new Utf8JsonBuffer();
        var time = DateTime.MinValue;
        for (var i = 0; i < 1000; i++)
        {
            // From ticks to years, so that most parts change and stay; now and then back.
            time = random.Next(10) == 0 ? new DateTime(random.NextInt64(DateTime.MaxValue.Ticks)) : time.AddTicks(1L << random.Next(40));
            buffer.Clear();
            buffer.Time(time);
            Assert.Equal($"\"{Timestamp.Text(time)}\"", Encoding.UTF8.GetString(buffer.Written));
        }
    }
}
