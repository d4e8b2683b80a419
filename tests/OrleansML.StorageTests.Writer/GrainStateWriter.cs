using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Serialization;
using Orleans.Serialization.Serializers;
using OrleansML.Storage.Sqlite;
using OrleansML.Storage.State;

namespace OrleansML.StorageTests.Writer;

/// <summary>Writes states under ever new grain ids from several tasks; prints "task number" when a write is acknowledged.</summary>
internal static class GrainStateWriter
{
    private const int Tasks = 8;

    private static readonly Lock Acknowledging = new();

    private static int _acknowledged;

    public static async Task<int> RunAsync(string path, int? killAfter)
    {
        using var services = new ServiceCollection().AddSerializer().AddMetrics().BuildServiceProvider();
        using var storage = new SqliteGrainStorage(
            "killed",
            new SqliteGrainStorageOptions { Path = path },
            new JsonGrainStateSerializer(),
            Options.Create(new ClusterOptions { ServiceId = "tests" }),
            services.GetRequiredService<IActivatorProvider>(),
            services.GetRequiredService<IMeterFactory>(),
            NullLogger<SqliteGrainStorage>.Instance);
        await storage.StartAsync(CancellationToken.None);
        await Task.WhenAll(Enumerable.Range(0, Tasks).Select(task => WriteForeverAsync(storage, task, killAfter)));
        return 0;
    }

    private static async Task WriteForeverAsync(SqliteGrainStorage storage, int task, int? killAfter)
    {
        for (var number = 0; ; number++)
        {
            var state = new GrainState<int>(number);
            await storage.WriteStateAsync("state", GrainId.Create("killed", $"{task}-{number}"), state);
            lock (Acknowledging)
            {
                // One call per line: the console writes it to the pipe before it returns.
                Console.Out.WriteLine($"{task} {number}");
                if (++_acknowledged == killAfter)
                {
                    // The process ends some time after the call; no other write may be acknowledged until then.
                    Process.GetCurrentProcess().Kill();
                    Thread.Sleep(Timeout.Infinite);
                }
            }
        }
    }
}
