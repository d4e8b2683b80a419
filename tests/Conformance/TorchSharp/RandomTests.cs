using TorchSharp;
using static TorchSharp.torch;

namespace OrleansML.Conformance.TorchSharp;

public sealed class RandomTests
{
    // torch.manual_seed(42); torch.rand(4); torch.randn(4); torch.randperm(8), and with torch.Generator().manual_seed(7):
    // torch.rand(3, generator=g, dtype=torch.float64), in python3-torch 1.13.1.
    [StandInFact]
    public void Seeds_GiveTheNumbersOfPython()
    {
        using var scope = NewDisposeScope();
        manual_seed(42);
        Expect.Elements(rand(4), [4], [0.8822692632675171, 0.9150039553642273, 0.38286375999450684, 0.9593056440353394]);
        Expect.Elements(randn(4), [4], [0.23446236550807953, 0.23033303022384644, -1.1228563785552979, -0.18632829189300537]);
        Expect.Elements(randperm(8), [8], [2, 5, 1, 0, 7, 6, 4, 3]);
        using var generator = new Generator(7);
        Expect.Elements(
            rand([3L], float64, generator: generator), [3], [0.279380429906404, 0.27369371365176565, 0.8620929614176255], 1e-15);
    }

    [TorchFact]
    public void Generator_StateRestored_RepeatsItsNumbers()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(3);
        _ = rand(5, generator: generator);
        var state = generator.get_state();
        var first = Expect.Doubles(randn(10, generator: generator));
        _ = randn(3, generator: generator);
        generator.set_state(state);
        Assert.Equal(first, Expect.Doubles(randn(10, generator: generator)));
        Assert.Equal(3, generator.initial_seed());
        generator.manual_seed(9);
        Assert.Equal(9, generator.initial_seed());
    }

    [TorchFact]
    public void Generators_OfTheirOwn_DoNotDisturbTheDefault()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        var undisturbed = Expect.Doubles(rand(4));
        manual_seed(1);
        using var generator = new Generator(2);
        _ = rand(4, generator: generator);
        Assert.Equal(undisturbed, Expect.Doubles(rand(4)));
    }

    [TorchFact]
    public void Distributions_OfManyNumbers_HaveTheirMoments()
    {
        using var scope = NewDisposeScope();
        manual_seed(5);
        var uniform = empty(20_000).uniform_(2, 4);
        Assert.InRange(uniform.min().item<float>(), 2, 2.01f);
        Assert.InRange(uniform.max().item<float>(), 3.99f, 4);
        var normal = torch.normal(1, 2, [20_000L]);
        Assert.InRange(normal.mean().item<float>(), 0.95f, 1.05f);
        Assert.InRange(normal.std().item<float>(), 1.95f, 2.05f);
        var whole = randint(3, 6, [1000L]);
        Assert.Equal([3L, 4, 5], whole.unique().output.data<long>().ToArray());
        Assert.Equal(Enumerable.Range(0, 50).Select(one => (long)one), randperm(50).data<long>().ToArray().Order());
    }

    [TorchFact]
    public void Training_WithTheSameSeed_GivesTheSameBits() => Assert.Equal(Train(), Train());

    private static byte[] Train()
    {
        set_num_threads(1);
        manual_seed(11);
        using var scope = NewDisposeScope();
        using var model = nn.Sequential(nn.Linear(6, 16), nn.GELU(), nn.Dropout(0.2), nn.LayerNorm(16), nn.Linear(16, 1));
        using var optimizer = optim.AdamW(model.parameters(), 0.01, weight_decay: 0.01);
        var x = randn(64, 6);
        var y = x.sum(1, keepdim: true).tanh();
        for (var step = 0; step < 50; step++)
        {
            using var inner = NewDisposeScope();
            var rows = randperm(64)[..32];
            optimizer.zero_grad();
            nn.functional.huber_loss(model.call(x.index_select(0, rows)), y.index_select(0, rows)).backward();
            nn.utils.clip_grad_norm_(model.parameters(), 1);
            optimizer.step();
        }

        using var stream = new MemoryStream();
        model.save(stream);
        return stream.ToArray();
    }
}
