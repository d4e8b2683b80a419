using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace OrleansML.Conformance.TorchSharp;

/// <summary>
/// Five steps from (1, -2, 0.5) in double precision. The expected numbers were printed by python3-torch 1.13.1:
/// <code>
/// def run(make):
///     p = torch.nn.Parameter(torch.tensor([1.0, -2.0, 0.5], dtype=torch.float64))
///     o = make([p])
///     for t in range(5):
///         o.zero_grad()
///         goal = torch.tensor([0.3, 0.1, -0.7], dtype=torch.float64)
///         weight = torch.tensor([1.0, 2.0, 3.0], dtype=torch.float64)
///         ((p - goal) ** 2 * weight).sum().backward()
///         o.step()
///     return p.tolist()
/// run(lambda p: torch.optim.SGD(p, lr=0.05))
/// run(lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9, dampening=0.1, weight_decay=0.01))
/// run(lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9, nesterov=True))
/// run(lambda p: torch.optim.Adam(p, lr=0.1))
/// run(lambda p: torch.optim.Adam(p, lr=0.1, betas=(0.8, 0.95), eps=1e-6, weight_decay=0.02))
/// run(lambda p: torch.optim.Adam(p, lr=0.1, betas=(0.5, 0.6), amsgrad=True))
/// run(lambda p: torch.optim.AdamW(p, lr=0.1, weight_decay=0.1))
/// run(lambda p: torch.optim.Adam(p, lr=0.1, maximize=True))
/// </code>
/// </summary>
public sealed class OptimizerTests
{
    [TorchFact]
    public void Sgd_FiveSteps_IsAsInPython() =>
        Check(p => optim.SGD(p, 0.05), [0.713343, -0.5881279999999998, -0.498316]);

    [TorchFact]
    public void Sgd_WithMomentumAndDecay_IsAsInPython() => Check(
        p => optim.SGD(p, 0.05, momentum: 0.9, dampening: 0.1, weight_decay: 0.01),
        [0.31205924317262146, 1.2242599349152345, -1.6228505016780768]);

    [TorchFact]
    public void Sgd_WithNesterov_IsAsInPython() => Check(
        p => optim.SGD(p, 0.05, momentum: 0.9, nesterov: true), [0.22679282126999994, 0.9730069196800001, -1.11742268764]);

    [TorchFact]
    public void Adam_FiveSteps_IsAsInPython() =>
        Check(p => optim.Adam(p, 0.1), [0.5145516422825562, -1.502774554042329, 0.006016519543364393]);

    [TorchFact]
    public void Adam_WithDecay_IsAsInPython() => Check(
        p => optim.Adam(p, 0.1, 0.8, 0.95, 1e-6, 0.02), [0.5194083743289841, -1.5041626339951573, 0.008631755625630635]);

    [TorchFact]
    public void Adam_WithAmsgrad_IsAsInPython() => Check(
        p => optim.Adam(p, 0.1, 0.5, 0.6, amsgrad: true), [0.5435675590348081, -1.504827986581394, 0.015828277875749253]);

    [TorchFact]
    public void AdamW_WithDecay_IsAsInPython() => Check(
        p => optim.AdamW(p, 0.1, weight_decay: 0.1), [0.4777948071099586, -1.4153313129301874, -0.008282555043069392]);

    [TorchFact]
    public void Adam_Maximizing_IsAsInPython() => Check(
        p => optim.Adam(p, 0.1, maximize: true), [1.5022022207487742, -2.501509091628213, 1.0020551363279286]);

    [TorchFact]
    public void ParamGroups_WithOwnSettings_UseThem()
    {
        using var scope = NewDisposeScope();
        using var slow = Start();
        using var fast = Start();
        using var optimizer = optim.SGD([new SGD.ParamGroup([slow]), new SGD.ParamGroup([fast], lr: 0.5)], 0.1);
        slow.grad = ones(3, float64);
        fast.grad = ones(3, float64);

        // A group without settings gets its own defaults, not those of the optimizer, from its constructor: 1e-3.
        optimizer.step();
        Expect.Elements(slow, [3], [0.999, -2.001, 0.499], 1e-12);
        Expect.Elements(fast, [3], [0.5, -2.5, 0], 1e-12);
        Assert.Equal([1e-3, 0.5], optimizer.ParamGroups.Select(group => group.LearningRate));
    }

    [TorchFact]
    public void Step_WithClosure_ReturnsItsLoss()
    {
        using var scope = NewDisposeScope();
        using var parameter = Start();
        using var optimizer = optim.SGD([parameter], 0.1);
        var loss = optimizer.step(() =>
        {
            optimizer.zero_grad();
            var sum = parameter.square().sum();
            sum.backward();
            return sum;
        });
        Assert.Equal(5.25, loss!.item<double>());
        Expect.Elements(parameter, [3], [0.8, -1.6, 0.4], 1e-12);
    }

    [TorchFact]
    public void StateDict_SavedAndLoaded_GoesOnWithTheSameBits()
    {
        using var scope = NewDisposeScope();
        using var through = Start();
        using var first = optim.Adam([through], 0.1, amsgrad: true);
        Run(through, first, 3);
        using var file = new MemoryStream();
        first.save_state_dict(new BinaryWriter(file));
        double[] middle = Expect.Doubles(through);
        Run(through, first, 4);

        file.Position = 0;
        using var resumed = nn.Parameter(torch.tensor(middle));
        using var second = optim.Adam([resumed], 0.7, amsgrad: true);
        second.load_state_dict(new BinaryReader(file));
        Assert.True(second.state_dict().State[0].ApproximatelyEquals(second.state_dict().State[0]));
        Run(resumed, second, 4);

        Assert.Equal(Expect.Doubles(through), Expect.Doubles(resumed));
    }

    [TorchFact]
    public void StateDict_OfAnotherOptimizer_IsRefused()
    {
        using var parameter = Start();
        using var adam = optim.Adam([parameter]);
        using var sgd = optim.SGD([parameter], 0.1);
        using var file = new MemoryStream();
        adam.save_state_dict(new BinaryWriter(file));
        file.Position = 0;
        var error = Assert.Throws<InvalidDataException>(() => sgd.load_state_dict(new BinaryReader(file)));
        Assert.Contains("expected 'SGD', but found 'Adam'", error.Message);
        using var other = optim.Adam([parameter, Start()]);
        Assert.Throws<ArgumentException>(() => other.load_state_dict(adam.state_dict()));
    }

    [TorchFact]
    public void Settings_OutOfRange_AreRefused()
    {
        using var parameter = Start();
        Assert.Contains("-1", Assert.Throws<ArgumentException>(() => optim.Adam([parameter], -1)).Message);
        Assert.Contains("beta1", Assert.Throws<ArgumentException>(() => optim.Adam([parameter], beta1: 1)).Message);
        Assert.Contains("Nesterov", Assert.Throws<ArgumentException>(() => optim.SGD([parameter], 0.1, nesterov: true)).Message);
    }

    [TorchFact]
    public void StepLR_OverEpochs_DropsEverySecond()
    {
        using var parameter = Start();
        using var optimizer = optim.SGD([parameter], 0.8);
        var schedule = optim.lr_scheduler.StepLR(optimizer, 2, 0.5);
        Assert.Equal([0.8, 0.8, 0.4, 0.4, 0.2], Rates(optimizer, schedule, 5));
    }

    [TorchFact]
    public void LambdaLR_OverEpochs_MultipliesTheStart()
    {
        using var parameter = Start();
        using var optimizer = optim.SGD([parameter], 0.8);
        var schedule = optim.lr_scheduler.LambdaLR(optimizer, epoch => 1.0 / (epoch + 1));
        Assert.Equal([0.8, 0.4, 0.8 / 3, 0.2], Rates(optimizer, schedule, 4), (a, b) => Math.Abs(a - b) < 1e-15);
    }

    // torch.optim.lr_scheduler.CosineAnnealingLR(torch.optim.SGD([p], lr=0.8), 4, 0.1) in python3-torch 1.13.1.
    [TorchFact]
    public void CosineAnnealingLR_OverEpochs_IsAsInPython()
    {
        using var parameter = Start();
        using var optimizer = optim.SGD([parameter], 0.8);
        var schedule = optim.lr_scheduler.CosineAnnealingLR(optimizer, 4, 0.1);
        double[] expected =
            [0.8, 0.6974873734152917, 0.45000000000000007, 0.20251262658470842, 0.1, 0.20251262658470837, 0.45000000000000007, 0.6974873734152919];
        Assert.Equal(expected, Rates(optimizer, schedule, 8), (a, b) => Math.Abs(a - b) < 1e-14);
    }

    private static IEnumerable<double> Rates(optim.Optimizer optimizer, optim.lr_scheduler.LRScheduler schedule, int epochs)
    {
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            yield return optimizer.ParamGroups.Single().LearningRate;
            schedule.step();
        }
    }

    private static Parameter Start() => nn.Parameter(torch.tensor([1.0, -2.0, 0.5]));

    private static void Check(Func<IEnumerable<Parameter>, OptimizerHelper> make, double[] expected)
    {
        using var scope = NewDisposeScope();
        using var parameter = Start();
        using var optimizer = make([parameter]);
        Run(parameter, optimizer, 5);
        Expect.Elements(parameter, [3], expected, 1e-14);
    }

    private static void Run(Parameter parameter, OptimizerHelper optimizer, int steps)
    {
        using var scope = NewDisposeScope();
        var goal = torch.tensor([0.3, 0.1, -0.7]);
        var weight = torch.tensor([1.0, 2.0, 3.0]);
        for (var step = 0; step < steps; step++)
        {
            optimizer.zero_grad();
            ((parameter - goal).pow(2) * weight).sum().backward();
            optimizer.step();
        }
    }
}
