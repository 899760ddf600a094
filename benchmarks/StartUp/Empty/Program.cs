// The floor: what .NET itself needs to come to a program's first line.
Console.Out.WriteLine(System.Diagnostics.Stopwatch.GetTimestamp());
