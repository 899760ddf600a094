using System;
using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

public static class Program
{
    public static void Main()
    {
        // statements here
    }
}
