using System.Diagnostics;
using OrleansML.Testing.Processes;

namespace OrleansML.ChaosTests;

/// <summary>Runs one test of this assembly again, in a process whose network is its own and ends with it.</summary>
internal static class IsolatedTest
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(6);

    public static async Task RunAsync(ITestOutputHelper output, string fullName)
    {
        var assembly = typeof(IsolatedTest).Assembly.Location;
        string[] arguments =
        [
            "--net", "--", "sh", "-c", "ip link set lo up && exec dotnet vstest \"$0\" \"--TestCaseFilter:FullyQualifiedName=$1\" "
            + "\"--logger:console;verbosity=detailed\" -- RunConfiguration.TreatNoTestsAsError=true", assembly, fullName,
        ];
        var start = new ProcessStartInfo("unshare", arguments) { RedirectStandardOutput = true };
        start.Environment[PrivateNetwork.OriginVariable] = PrivateNetwork.Current;
        using var process = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(Longest);
        var log = "";
        try
        {
            log = await process.StandardOutput.ReadToEndAsync(deadline.Token);
            await process.WaitForExitAsync(deadline.Token);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            output.WriteLine(log);
        }

        Assert.Equal(0, process.ExitCode);
    }
}
