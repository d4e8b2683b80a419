using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>The squared difference.</summary>
            public static Tensor mse_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
                Ops.mse_loss.Single(input, target, (long)reduction);

            /// <summary>The absolute difference.</summary>
            public static Tensor l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
                Ops.l1_loss.Single(input, target, (long)reduction);

            /// <summary>Half the squared difference up to delta, linear beyond.</summary>
            public static Tensor huber_loss(Tensor input, Tensor target, double delta = 1.0, Reduction reduction = Reduction.Mean) =>
                Ops.huber_loss.Single(input, target, (long)reduction, delta);

            /// <summary>Half the squared difference over beta up to beta, linear beyond.</summary>
            public static Tensor smooth_l1_loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean, double beta = 1.0) =>
                Ops.smooth_l1_loss.Single(input, target, (long)reduction, beta);

            /// <summary>The cross entropy of probabilities.</summary>
            public static Tensor binary_cross_entropy(
                Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean) =>
                Ops.binary_cross_entropy.Single(input, target, weight, (long)reduction);

            /// <summary>The cross entropy of log-odds.</summary>
            public static Tensor binary_cross_entropy_with_logits(
                Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean, Tensor? pos_weights = null) =>
                Ops.binary_cross_entropy_with_logits.Single(input, target, weight, pos_weights, (long)reduction);

            /// <summary>The cross entropy of scores (batch, classes, ...) with classes (batch, ...) or probabilities.</summary>
            public static Tensor cross_entropy(
                Tensor input, Tensor target, Tensor? weight = null, long ignore_index = -100, Reduction reduction = Reduction.Mean,
                double label_smoothing = 0.0) =>
                Ops.cross_entropy_loss.Single(input, target, weight, (long)reduction, ignore_index, label_smoothing);

            /// <summary>The negative log-likelihood of log-probabilities (batch, classes, ...) with classes (batch, ...).</summary>
            public static Tensor nll_loss(Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean) =>
                Ops.nll_loss_nd.Single(input, target, weight, (long)reduction);

            /// <summary>The negative log-likelihood of counts.</summary>
            public static Tensor poisson_nll_loss(
                Tensor input, Tensor target, bool log_input = true, bool full = false, float eps = 1e-8f,
                Reduction reduction = Reduction.Mean) =>
                Ops.poisson_nll_loss.Single(input, target, log_input, full, eps, (long)reduction);

            /// <summary>The divergence of target probabilities from predicted log-probabilities.</summary>
            public static Tensor kl_div(Tensor input, Tensor target, bool log_target = true, Reduction reduction = Reduction.Mean) =>
                Ops.kl_div.Single(input, target, (long)reduction, log_target);

            /// <summary>The loss of a ranking of two inputs; the target is 1 where the first is to be higher, -1 where lower.</summary>
            public static Tensor margin_ranking_loss(
                Tensor input1, Tensor input2, Tensor target, double margin = 0.0, Reduction reduction = Reduction.Mean) =>
                Ops.margin_ranking_loss.Single(input1, input2, target, margin, (long)reduction);
        }
    }
}
