using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;

namespace OrleansML.Conformance.Directory;

/// <summary>Callers that keep calling witness grains from the client and from silos, and check every answer.</summary>
internal sealed class Callers : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopped = new();
    private readonly Task[] _loops;
    private readonly int[] _answers;

    public Callers(InProcessTestCluster cluster, string[] keys, int count, int seed)
    {
        _answers = new int[count];
        _loops = [.. Enumerable.Range(0, count).Select(number => Task.Run(() => CallAsync(cluster, keys, number, new Random(seed + number))))];
    }

    public ConcurrentQueue<string> WrongAnswers { get; } = new();

    /// <summary>Failed calls with the error that they ended with.</summary>
    public ConcurrentQueue<Exception> Failures { get; } = new();

    /// <summary>Waits until every caller has got some more answers.</summary>
    public async Task ProgressAsync(int answers)
    {
        var goal = Array.ConvertAll(_answers, count => count + answers);
        var watch = Stopwatch.StartNew();
        while (_answers.Zip(goal, (count, wanted) => count < wanted).Any(missing => missing))
        {
            Assert.True(
                watch.Elapsed < Wait.Deadline,
                $"Not every caller got {answers} more answers within {Wait.Deadline}: {string.Join(' ', _answers)} instead of {string.Join(' ', goal)}.");
            await Task.Delay(10);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync();
        await Task.WhenAll(_loops);
    }

    private async Task CallAsync(InProcessTestCluster cluster, string[] keys, int number, Random random)
    {
        while (!_stopped.IsCancellationRequested)
        {
            var silos = cluster.Silos;
            var silo = number % 2 == 0 || silos.Count == 0 ? null : silos[random.Next(silos.Count)];
            try
            {
                var grains = silo is null ? cluster.Client : silo.ServiceProvider.GetRequiredService<IGrainFactory>();

                // Always from a lower to a higher number: two grains that wait for each other would wait for ever.
                var second = random.Next(1, keys.Length);
                var (key, other) = (keys[random.Next(second)], keys[second]);
                var value = random.Next(1000);
                var isDirect = random.Next(4) > 0;
                var grain = grains.GetGrain<IWitnessGrain>(key);
                var answer = await (isDirect ? grain.Echo(value) : grain.EchoThrough(other, value));
                var expected = $"{(isDirect ? key : other)}:{value}";
                if (answer != expected)
                {
                    WrongAnswers.Enqueue($"'{answer}' instead of '{expected}'");
                }

                _answers[number]++;
            }
            catch (Exception) when (silo is { IsActive: false } || (silo is not null && !cluster.Silos.Contains(silo)))
            {
                // The silo that this call was made in has ended meanwhile.
            }
            catch (Exception exception)
            {
                Failures.Enqueue(exception);
                await Task.Delay(5);
            }
        }
    }
}
