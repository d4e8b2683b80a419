using static TorchSharp.torch;

namespace TorchSharp.Modules;

public partial class SGD
{
    /// <summary>What the optimizer remembers of a parameter.</summary>
    public sealed class State : OptimizerState, IDisposable
    {
        /// <summary>The last change; null before the first, and without momentum.</summary>
        public Tensor momentum_buffer = null!;

        /// <summary>Nothing remembered yet.</summary>
        public State(Parameter parameter)
            : base(parameter)
        {
        }

        /// <inheritdoc/>
        public void Dispose() => momentum_buffer?.Dispose();

        /// <inheritdoc/>
        public override void Initialize(OptimizerOptions options)
        {
            Dispose();
            momentum_buffer = null!;
        }

        /// <inheritdoc/>
        public override void to(Device device)
        {
            if (momentum_buffer is not null)
                Replace(ref momentum_buffer, momentum_buffer.to(device));
        }

        /// <inheritdoc/>
        public override void LoadStateDict(BinaryReader reader) =>
            LoadConditionalStateTensor(reader, ref momentum_buffer!, _parameter.device);

        /// <inheritdoc/>
        public override void SaveStateDict(BinaryWriter writer) => SaveConditionalStateTensor(writer, momentum_buffer);

        /// <inheritdoc/>
        public override void LoadStateDict(OptimizerState source)
        {
            var other = (State)source;
            Dispose();
            momentum_buffer = other.momentum_buffer is null ? null! : CopyFor(_parameter, other.momentum_buffer);
        }

        /// <inheritdoc/>
        public override bool ApproximatelyEquals(OptimizerState other) =>
            other is State state && (momentum_buffer is null || momentum_buffer.allclose(state.momentum_buffer));

        internal Tensor Update(Tensor gradient, double momentum, double share)
        {
            if (momentum_buffer is null)
                momentum_buffer = gradient.clone().DetachFromDisposeScope();
            else
                momentum_buffer.mul_(momentum).add_(gradient, share);
            return momentum_buffer;
        }
    }
}
