using System.Globalization;

namespace OrleansML.ChaosTests.Soak;

/// <summary>
/// Minutes of load with a random fault every ten seconds. <c>deploy/test.sh --soak</c> runs it and passes length and seed in
/// <c>ORLEANSML_SOAK_MINUTES</c> and <c>ORLEANSML_SOAK_SEED</c>.
/// </summary>
public sealed class SoakTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(120);

    [Fact, Trait("Category", "Soak")]
    public async Task Soak_RandomFaults_NothingIsLostAndNothingGrows()
    {
        var length = TimeSpan.FromMinutes(Number("ORLEANSML_SOAK_MINUTES", 10));
        var seed = (int)Number("ORLEANSML_SOAK_SEED", 1);
        var growth = Array.Empty<ResourceGrowth>();

        // Registries keep every change, so the writer's versions are bounded; what is left to grow is a history of short lines.
        await ChaosRun.RunAsync(output, new ChaosOptions { MostVersions = 4 }, async run =>
        {
            var random = new Random(seed);
            await using var recorder = new ResourceRecorder(run, run.Cluster.Silos[0], run.Cluster.Gateways[0]);
            for (var next = run.Elapsed + Period; next < length; next += Period)
            {
                if (next > run.Elapsed)
                    await Task.Delay(next - run.Elapsed);
                var fault = SoakFaults.All[random.Next(SoakFaults.All.Length)];
                run.Mark(fault.Name);
                await fault.RunAsync(run, random);
            }

            await run.WaitUntilSteadyAsync(LongestWait);
            await recorder.DisposeAsync();
            growth = recorder.Judge();
            run.Note(growth.Select(fit => fit.ToString()));
        });

        Assert.All(growth, fit => Assert.True(fit.IsWithin, fit.ToString()));
    }

    private static double Number(string variable, double otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? double.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
